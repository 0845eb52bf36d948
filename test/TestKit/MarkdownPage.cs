using System.Text.RegularExpressions;

namespace TestKit;

/// <summary>A Markdown page of the checkout, read as GitHub and GitLab read it, as far as tests look at pages.</summary>
public sealed partial class MarkdownPage
{
    private readonly List<FencedBlock> _blocks = [];
    private readonly List<string> _anchors = [];
    private readonly List<string> _links = [];
    private readonly List<string> _codeSpans = [];

    private MarkdownPage(string path)
    {
        Path = path;
        FencedBlock? open = null;
        var number = 0;
        foreach (var line in Repository.Read(path).Split('\n'))
        {
            number++;
            if (Fence().Match(line) is { Success: true } fence)
            {
                if (open is not null)
                {
                    _blocks.Add(open);
                }

                open = open is null ? new FencedBlock(number, fence.Groups[1].Value, "") : null;
            }
            else if (open is not null)
            {
                open = open with { Text = $"{open.Text}{line}\n" };
            }
            else
            {
                ReadText(line);
            }
        }
    }

    /// <summary>Every page of the checkout, in the order of their paths; not what was built.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. FindAll().Order(StringComparer.Ordinal).Select(path => new MarkdownPage(path))];

    /// <summary>Its path below the root.</summary>
    public string Path { get; }

    public IReadOnlyList<FencedBlock> Blocks => _blocks;

    /// <summary>What a link to this page may have behind its <c>#</c>: of each heading that GitHub and GitLab spell alike.</summary>
    public IReadOnlyList<string> Anchors => _anchors;

    /// <summary>The targets of its links and images, such as <c>../guides/spot.md#name</c>.</summary>
    public IReadOnlyList<string> Links => _links;

    /// <summary>What stands in code marks outside of fences.</summary>
    public IReadOnlyList<string> CodeSpans => _codeSpans;

    public override string ToString() => Path;

    private static IEnumerable<string> FindAll()
    {
        // Hidden folders are left out by default.
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true };
        var folders = Directory.EnumerateDirectories(Repository.Root, "*", new EnumerationOptions())
            .Where(folder => System.IO.Path.GetFileName(folder) != "artifacts");
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", everywhere))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file));
    }

    private void ReadText(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            var name = Punctuation().Replace(Link().Replace(heading.Groups[1].Value, "$1").Trim().ToLowerInvariant(), "").Replace(' ', '-');

            // GitLab makes one hyphen of several. What both number, since it is there already, no page needs yet.
            if (!name.Contains("--", StringComparison.Ordinal))
            {
                _anchors.Add(name);
            }
        }

        _codeSpans.AddRange(Code().Matches(line).Select(span => span.Groups[1].Value));
        _links.AddRange(Link().Matches(Code().Replace(line, "")).Select(link => link.Groups[2].Value));
    }

    [GeneratedRegex(@"^\s*```(\w*)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex("^#{1,6} (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[([^\[\]]*)\]\(([^)\s]+)(?: ""[^""]*"")?\)")]
    private static partial Regex Link();
}
