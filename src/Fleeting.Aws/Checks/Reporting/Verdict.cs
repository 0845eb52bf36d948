namespace Fleeting.Aws.Checks.Reporting;

/// <summary>What is said of the thing that was looked at.</summary>
/// <param name="Outcome">How it is.</param>
/// <param name="Text">What was seen; for <see cref="Outcome.NotChecked"/> why it was not.</param>
/// <param name="Next">What to do; empty when there is nothing.</param>
internal sealed record Verdict(Outcome Outcome, string Text, string Next)
{
    public static Verdict Well(string text) => new(Outcome.Well, text, "");

    public static Verdict Warning(string text, string next) => new(Outcome.Warning, text, next);

    public static Verdict Wrong(string text, string next) => new(Outcome.Wrong, text, next);

    public static Verdict NotChecked(string why) => new(Outcome.NotChecked, why, "");
}
