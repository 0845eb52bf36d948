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
            yield return report.Group.Region is { } region
                ? $"still there: {instance}; end it: aws autoscaling terminate-instance-in-auto-scaling-group --region {region} "
                    + $"--instance-id {instance} --should-decrement-desired-capacity"
                : $"still there: {instance}";
        }

        foreach (var instance in report.Ending)
        {
            yield return $"{instance} is being terminated; its end was not waited for";
        }

        if (report.NeverSeen > 0)
        {
            var next = report.Group.Region is { } region
                ? $". Unless something else scales the group: aws autoscaling set-desired-capacity --region {region} "
                    + $"--auto-scaling-group-name {report.Group.Name} --desired-capacity {report.Listed}"
                : "";
            yield return $"asked for and never seen: {report.NeverSeen}; the group's desired capacity may still hold them{next}";
        }
    }
}
