using System.Text.RegularExpressions;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>A row of docs/reference/bad-inputs.md.</summary>
/// <param name="Section">The heading above it.</param>
/// <param name="Input">What is wrong, as the page has it: lines in code marks; "no" before a key that is left out.</param>
/// <param name="Text">What the program says; "…" stands for what differs from run to run.</param>
/// <param name="Names">What the text has to name: key, file, value.</param>
/// <param name="Next">The next step, in the text or in what is printed with it.</param>
internal sealed partial record BadInput(string Section, string Input, string Text, IReadOnlyList<string> Names, string Next)
{
    public static IReadOnlyList<BadInput> OfPage { get; } = [.. Read()];

    /// <summary>The lines that the input consists of.</summary>
    public IReadOnlyList<string> Lines => Code(LeftOut().Replace(Input, ""));

    /// <summary>The keys that are left out of what a good configuration has.</summary>
    public IReadOnlyList<string> Without => [.. LeftOut().Matches(Input).Select(key => key.Groups[1].Value)];

    public bool IsSaidBy(string text) => Regex.IsMatch(text, $"^{string.Join(".*", Text.Split('…').Select(Regex.Escape))}$");

    private static IEnumerable<BadInput> Read()
    {
        var section = "";
        foreach (var line in Repository.Read("docs/reference/bad-inputs.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..].Trim('`');
            }
            else if (line.Trim('|', ' ').Split(" | ") is [var input, ['`', ..] text, var names, var next])
            {
                yield return new BadInput(section, input, text.Trim('`'), Code(names), next.Trim('`'));
            }
        }
    }

    private static string[] Code(string cell) => [.. CodeSpan().Matches(cell).Select(span => span.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("no `([^`]+)`")]
    private static partial Regex LeftOut();
}
