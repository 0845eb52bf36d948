namespace FleetingHost.Driving;

/// <summary>What a run has to say below its table.</summary>
internal static class ReportText
{
    /// <summary>A line for each thing that went wrong or stayed behind; none when all is well.</summary>
    public static IEnumerable<string> Lines(RunReport report)
    {
        foreach (var problem in report.Problems)
        {
            yield return problem;
        }

        foreach (var outcome in report.Outcomes.Where(outcome => outcome.Error is not null))
        {
            yield return outcome.Error!;
        }

        foreach (var instance in report.Left)
        {
            yield return $"still there: {instance}";
        }

        if (report.NeverSeen > 0)
        {
            yield return $"asked for and never seen: {report.NeverSeen}; the group's desired capacity may still hold them";
        }
    }
}
