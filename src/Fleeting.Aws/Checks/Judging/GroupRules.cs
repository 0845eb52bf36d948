using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;
using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>The group and its own settings.</summary>
internal static class GroupRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("group", Group),
        On("min-size", (facts, group) => group.Has(GroupFault.MinSizeAboveZero)
            ? Verdict.Wrong(
                $"MinSize is {group.MinSize}, so the last {group.MinSize} instances cannot be terminated", $"{Update(facts)} --min-size 0")
            : Verdict.Well("MinSize is 0")),
        On("max-size", MaxSize),
        On("weights", (_, group) => group.Has(GroupFault.Weighted)
            ? Verdict.Warning(
                "instances do not count one each (weights, vCPUs or memory): MaxSize counts units, max_instances instances",
                "Take the weights out of the group's overrides, or set MaxSize to the units of max_instances instances")
            : Verdict.Well("each instance counts one")),
        On("scale-in-protection", (facts, group) => group.Has(GroupFault.NotProtectedFromScaleIn)
            ? Verdict.Wrong(
                "new instances are not protected from scale-in, so whatever lowers DesiredCapacity picks instances with jobs",
                $"{Update(facts)} --new-instances-protected-from-scale-in")
            : Verdict.Well("new instances are protected")),
        On("az-rebalance", (facts, group) => group.Has(GroupFault.AzRebalanceActive)
            ? Verdict.Wrong(
                "AZRebalance is active: Auto Scaling terminates instances in the fuller zone, with their jobs",
                $"aws autoscaling suspend-processes {Name(facts)} --scaling-processes AZRebalance")
            : Verdict.Well("AZRebalance is suspended")),
        On("launch", (facts, group) => Process(facts, group, GroupFault.LaunchSuspended, "Launch", "no instance starts")),
        On("terminate", (facts, group) => Process(facts, group, GroupFault.TerminateSuspended, "Terminate", "no instance ends")),
        On("capacity-rebalance", (facts, group) => group.Has(GroupFault.CapacityRebalanceOn)
            ? Verdict.Wrong(
                "capacity rebalancing is on: Auto Scaling replaces a Spot instance at the first sign of risk, with its job",
                $"{Update(facts)} --no-capacity-rebalance")
            : Verdict.Well("capacity rebalancing is off")),
        Rule.On("max-instance-lifetime", facts => facts.Group, (facts, group) => group.MaxInstanceLifetime is > 0 and var seconds
            ? Verdict.Wrong(
                $"AWS replaces each instance after {TimeSpan.FromSeconds(seconds).TotalDays:0.#} days, with its job",
                $"{Update(facts)} --max-instance-lifetime 0; max_use_count and idle_time of config.toml end instances between jobs")
            : Verdict.Well("instances are not replaced for their age")),
        Rule.On("warm-pool", facts => facts.Group, (facts, group) => group.WarmPoolConfiguration is { Status: null } pool
            ? Verdict.Warning(
                $"the group has a warm pool ({pool.PoolState ?? "Stopped"}, {group.WarmPoolSize ?? 0} instances): the runner does not count its instances, "
                    + "and they are paid for",
                $"If it is not meant: aws autoscaling delete-warm-pool {Name(facts)}")
            : Verdict.Well("there is no warm pool")),
    ];

    /// <summary>The option that names the group to AWS's command line.</summary>
    public static string Name(Facts facts) => $"--auto-scaling-group-name {facts.Target.Config?.Name} --region {facts.Region.Value}";

    private static string Update(Facts facts) => $"aws autoscaling update-auto-scaling-group {Name(facts)}";

    private static Rule On(string name, Func<Facts, GroupProperties, Verdict> judge) =>
        Rule.On(name, facts => facts.Group, (facts, group) => judge(facts, GroupProperties.Of(group)));

    private static Verdict Group(Facts facts) => facts.Group switch
    {
        { Value: { Status: { } status } } =>
            Verdict.Wrong($"the group has the status \"{status}\"", "Make the group anew, or name another in plugin_config"),
        { Value: { } group } => Verdict.Well(
            $"{group.AutoScalingGroupName}: DesiredCapacity {group.DesiredCapacity}, MinSize {group.MinSize}, MaxSize {group.MaxSize}, "
                + $"{group.Instances.Count} instances"),
        { Absent: { } word } => Missing(facts, word),
        var unread => Verdict.NotChecked(unread.Unread ?? ""),
    };

    private static Verdict Missing(Facts facts, string word)
    {
        var account = facts.Identity.Value is { } who ? $" in account {who.Account}" : "";
        var near = facts.Neighbours is { SimilarNames.Count: > 0 } names ? $"; similar names there: {string.Join(", ", names.SimilarNames)}" : "";
        var elsewhere = facts.Neighbours is { OtherRegions.Count: > 0 } regions
            ? $"; a group of that name is in {string.Join(", ", regions.OtherRegions)}"
            : "";
        return Verdict.Wrong(
            $"{word}{account}{near}{elsewhere}", "Check name and region in plugin_config, and that the credentials belong to the group's account");
    }

    private static Verdict MaxSize(Facts facts, GroupProperties group)
    {
        if (group.Has(GroupFault.MaxSizeZero))
        {
            return Verdict.Wrong("MaxSize is 0, so no instance ever starts", $"{Update(facts)} --max-size {Wanted(facts)}");
        }

        return facts.Target.MaxInstances switch
        {
            null => Verdict.Well($"MaxSize is {group.MaxSize}; what max_instances is only config.toml says"),
            <= 0 => Verdict.Well($"MaxSize is {group.MaxSize}, and config.toml sets no max_instances"),
            var wanted when wanted > group.MaxSize && !group.Has(GroupFault.Weighted) => Verdict.Wrong(
                $"MaxSize is {group.MaxSize}, and max_instances {wanted}: what the runner asks for beyond MaxSize is refused, and jobs wait",
                $"{Update(facts)} --max-size {wanted}, or lower max_instances in config.toml"),
            var wanted => Verdict.Well($"MaxSize is {group.MaxSize}, max_instances {wanted}"),
        };
    }

    private static string Wanted(Facts facts) => facts.Target.MaxInstances is > 0 and var wanted ? $"{wanted}" : "MAX_INSTANCES";

    private static Verdict Process(Facts facts, GroupProperties group, GroupFault fault, string process, string consequence) => group.Has(fault)
        ? Verdict.Wrong(
            group.SuspendedByAws(process) is { } reason
                ? $"AWS suspended {process} ({reason}), so {consequence}" : $"{process} is suspended, so {consequence}",
            $"{(group.SuspendedByAws(process) is null ? "" : "Mend the cause, then: ")}aws autoscaling resume-processes {Name(facts)} "
                + $"--scaling-processes {process}")
        : Verdict.Well($"{process} is active");
}
