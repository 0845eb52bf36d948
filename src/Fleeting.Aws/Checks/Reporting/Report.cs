namespace Fleeting.Aws.Checks.Reporting;

/// <summary>All that was found.</summary>
/// <param name="Group">The name of the group; empty when the configuration has none.</param>
/// <param name="Region">Its region; empty when none was found.</param>
/// <param name="Checks">A line each, in the order in which things are looked at.</param>
internal sealed record Report(string Group, string Region, IReadOnlyList<Check> Checks)
{
    public int Count(Outcome outcome) => Checks.Count(check => check.Verdict.Outcome == outcome);
}
