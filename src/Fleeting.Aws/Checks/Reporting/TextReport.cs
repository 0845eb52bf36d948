using System.Globalization;
using System.Text;

namespace Fleeting.Aws.Checks.Reporting;

/// <summary>A report for people: a line each, and a line that counts them.</summary>
internal static class TextReport
{
    private const int NameWidth = 21;

    /// <param name="report">What was found.</param>
    /// <param name="hasColours">Whether it goes to a terminal that has colours.</param>
    public static string Write(Report report, bool hasColours)
    {
        var text = new StringBuilder();
        foreach (var check in report.Checks.Where(check => check.Verdict.Outcome != Outcome.NotChecked))
        {
            Line(text, check.Verdict, Name(check), check.Link, hasColours);
        }

        // What one cause keeps from being looked at is one line.
        var blind = report.Checks.Where(check => check.Verdict.Outcome == Outcome.NotChecked).GroupBy(check => check.Verdict.Text);
        foreach (var group in blind)
        {
            var (first, rest) = (group.First(), string.Join(", ", group.Skip(1).Select(Name)));
            Line(text, rest.Length == 0 ? first.Verdict : Verdict.NotChecked($"{group.Key} (so also {rest})"), Name(first), first.Link, hasColours);
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Summary(report)}\n").ToString();
    }

    private static void Line(StringBuilder text, Verdict verdict, string name, string link, bool hasColours)
    {
        var (word, colour) = verdict.Outcome switch
        {
            Outcome.Well => ("well", 32),
            Outcome.Warning => ("warning", 33),
            Outcome.Wrong => ("wrong", 31),
            _ => ("not checked", 90),
        };
        var shown = hasColours ? $"\e[{colour}m{word,-11}\e[0m" : $"{word,-11}";
        var next = verdict.Next.Length == 0 ? "" : $". {verdict.Next}";
        var place = hasColours ? $"\e[90m({link})\e[0m" : $"({link})";
        text.Append(CultureInfo.InvariantCulture, $"{shown}  {name,-NameWidth}  {OneLine(verdict.Text)}{OneLine(next)} {place}\n");
    }

    private static string Name(Check check) => check.About.Length == 0 ? check.Name : $"{check.Name} {check.About}";

    private static string Summary(Report report)
    {
        var group = report.Group.Length == 0 ? "" : $" of {report.Group}{(report.Region.Length == 0 ? "" : $" in {report.Region}")}";
        return $"check{OneLine(group)}: {report.Count(Outcome.Well)} well, {report.Count(Outcome.Warning)} warnings, {report.Count(Outcome.Wrong)} wrong, "
            + $"{report.Count(Outcome.NotChecked)} not checked";
    }

    // Texts come from AWS and from files, and go to a terminal.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
