using System.Reflection;
using System.Text.RegularExpressions;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>
/// docs/guides/troubleshooting.md has every text that an error of the plugin can have, from start to AWS. Nobody chooses which: a text is every string of three
/// words or more that a method of these projects loads, an interpolated one in pieces. On the page "…" stands for each hole.
/// </summary>
public sealed partial class TroubleshootingPageTests
{
    private const string Page = "docs/guides/troubleshooting.md";

    private static readonly Assembly[] _projects =
    [
        typeof(GoPlugin.PluginServer).Assembly, typeof(Fleeting.IInstanceGroup).Assembly, typeof(Fleeting.Aws.AwsInstanceGroup).Assembly,
        typeof(AwsClients.Session.AwsSession).Assembly,
    ];

    // They have pages of their own, held against the code by tests of their own (checks.md, log-events.md), or are made by a generator.
    private static readonly string[] _leftOut =
    [
        "GoPlugin.Logging", "Fleeting.Logging", "Fleeting.Aws.Checks", "Fleeting.Aws.Logging", "AwsClients.Logging",
        "System.Text.RegularExpressions.Generated",
    ];

    // What no user reads: what is looked for in the words of others, the texts of mistakes in the plugin's own code, and those of generated code.
    private static readonly string[] _notTold =
    [
        "Encoded authorization failure message",
        "see inner exception",
        "Only asynchronous calls can use these credentials.",
        "The caller ended the call.",
        "The environment says it.",
        "The group has not been read yet.",
        "A call of a plugin leads to no other call.",
        "There is no message; MoveNext comes first.",
        "The log has one place to go: the host.",
        "The client has left.",
        "instance does not match the options associated with the context '",
        "Use overloads that accept a",
    ];

    [Fact]
    public void Texts_OfTheCode_AreOnThePage()
    {
        // What an action is needed for stands with the actions, and what help prints with the commands: held against the code by tests of their own.
        var pages = Squeezed(Repository.Read(Page) + Repository.Read("docs/reference/iam.md") + Repository.Read("docs/reference/command-line.md"));

        None($"are not on {Page}", Texts().Except(_notTold).Where(text => !pages.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Texts_OfThePage_AreInTheCode()
    {
        var methods = Methods().Select(texts => Squeezed(string.Join(' ', texts))).ToList();
        var ofThePage = from row in Repository.ReadTable(Page)
                        from piece in row[0].Split('…', '`')
                        where IsText(piece)
                        select Less(piece.Trim());

        None("are no texts of the code", ofThePage.Where(piece => !methods.Exists(texts => texts.Contains(piece, StringComparison.Ordinal))));
    }

    [Fact]
    public void Texts_NotTold_AreInTheCode() => Assert.Empty(_notTold.Except(Texts()));

    private static void None(string which, IEnumerable<string> texts)
    {
        var all = texts.ToList();
        Assert.True(all.Count == 0, $"These {which}:\n{string.Join('\n', all)}");
    }

    private static IEnumerable<string> Texts() => Methods().SelectMany(texts => texts).Where(IsText).Select(Squeezed).Distinct();

    private static IEnumerable<IEnumerable<string>> Methods() =>
        _projects.SelectMany(project => LoadedTexts.Of(project, _leftOut)).Select(texts => texts.SelectMany(text => Hole().Split(text)));

    private static string Squeezed(string text) => Spaces().Replace(text, " ").Trim();

    private static bool IsText(string text) => Word().Count(text) >= 3;

    // What stands before and behind a text of its own: "could not" of the wrapper of every call, and what joins two texts.
    private static string Less(string piece) => WrappedAround().Replace(piece, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\S*\p{L}{2}\S*")]
    private static partial Regex Word();

    [GeneratedRegex("^could not |:$|^[;:,] ")]
    private static partial Regex WrappedAround();

    // Of a format that is filled in later.
    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
