using System.Text.RegularExpressions;

namespace TestKit;

/// <summary>A command that a page tells its reader to run.</summary>
/// <param name="Page">The page.</param>
/// <param name="Words">What stands behind the program, up to what is the shell's: a comment, a pipe, the next command.</param>
public sealed partial record ShellCommand(string Page, IReadOnlyList<string> Words)
{
    /// <summary>The first word; empty when there is none.</summary>
    public string Verb => Words.Count == 0 ? "" : Words[0];

    /// <summary>The words that begin with two hyphens, up to a bare <c>--</c>.</summary>
    public IEnumerable<string> Options => Words.TakeWhile(word => word != "--").Where(word => word.StartsWith("--", StringComparison.Ordinal));

    /// <summary>
    /// All commands of a program: in blocks of shell, and where code marks hold nothing else. A program alone between those is its name.
    /// </summary>
    /// <param name="program">As the pages write it, such as <c>./build.sh</c>.</param>
    public static IReadOnlyList<ShellCommand> InPages(string program)
    {
        var command = new Regex($@"(?<=^|[;&|(]\s*|sudo ){Regex.Escape(program)}(?= |$)([^#;&|)]*)");
        return
        [
            .. from page in MarkdownPage.All
               from line in page.Blocks.Where(block => block.Language == "shell").SelectMany(block => block.Text.Split('\n'))
                   .Concat(page.CodeSpans.Where(span => span.Contains(' ')))
               from match in command.Matches(line.Trim())
               select new ShellCommand(page.Path, [.. Word().Matches(match.Groups[1].Value).Select(word => word.Value)]),
        ];
    }

    public override string ToString() => $"{Page}: {string.Join(' ', Words)}";

    // Brackets say that what stands in them may be left out.
    [GeneratedRegex(@"[^\s\[\]]+")]
    private static partial Regex Word();
}
