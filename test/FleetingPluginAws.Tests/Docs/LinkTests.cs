using System.Text.RegularExpressions;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>What pages, programs and scripts say is on a page of this checkout, is there.</summary>
public sealed partial class LinkTests
{
    private static readonly Dictionary<string, MarkdownPage> _pages = MarkdownPage.All.ToDictionary(page => page.Path);

    [Fact]
    public void Links_OfPages_LeadSomewhere()
    {
        var links = from page in MarkdownPage.All
                    from link in page.Links
                    where !Scheme().IsMatch(link)
                    select (page.Path, Link: link);

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !IsThere(Path.GetDirectoryName(link.Path)!, link.Path, link.Link));
    }

    [Fact]
    public void Pages_NamedInCodeAndScripts_AreThere()
    {
        var names = from folder in (string[])["src", "tools", "test", "fuzz", "eng", "packaging"]
                    from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", new EnumerationOptions { RecurseSubdirectories = true })
                    where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".sh", StringComparison.Ordinal)
                    from name in Named().Matches(File.ReadAllText(file)).Select(match => match.Value)
                    select (Path.GetRelativePath(Repository.Root, file), Name: name);

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !IsThere("", "", name.Name));
    }

    private static bool IsThere(string folder, string self, string link)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? self : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, parts[0]));
        return Path.Exists(Path.Combine(Repository.Root, path))
            && (parts.Length == 1 || (_pages.TryGetValue(path, out var page) && page.Anchors.Contains(parts[1])));
    }

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Scheme();

    // Not one that is made from parts: what stands in braces is held by a test of its own.
    [GeneratedRegex(@"(?<![\w/])docs/[\w/-]+\.md(#[\w-]+)?")]
    private static partial Regex Named();
}
