using AwsClients.AutoScaling;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;
using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>What else acts on the group, and what came of its launches.</summary>
internal static class ScalingRules
{
    private static readonly string[] _underWay = ["Pending", "InProgress", "Baking", "Cancelling", "RollbackInProgress"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.On("scaling-policies", facts => facts.Policies, Policies),
        Rule.On("schedules", facts => facts.Schedules, (facts, schedules) => schedules.Count == 0
            ? Verdict.Well("there is none")
            : Verdict.Wrong(
                $"scheduled actions change the group's sizes behind the runner: {string.Join(", ", schedules.Select(s => s.ScheduledActionName))}",
                $"aws autoscaling delete-scheduled-action {GroupRules.Name(facts)} --scheduled-action-name {schedules[0].ScheduledActionName}; "
                    + "periods of config.toml's policies say when to keep instances ready")),
        Rule.On("instance-refresh", facts => facts.Refreshes, (facts, refreshes) => refreshes.FirstOrDefault(r => _underWay.Contains(r.Status)) is { } refresh
            ? Verdict.Wrong(
                $"an instance refresh is {refresh.Status} ({refresh.PercentageComplete ?? 0} %): it replaces instances with their jobs",
                $"aws autoscaling cancel-instance-refresh {GroupRules.Name(facts)}")
            : Verdict.Well("none is under way")),
        Rule.On("lifecycle-hooks", facts => facts.Hooks, (_, hooks) => hooks.Count == 0
            ? Verdict.Well("there is none")
            : Verdict.Warning(
                $"instances wait for {string.Join(", ", hooks.Select(Hook))}",
                "See that something answers each hook soon (complete-lifecycle-action), or lower its heartbeat timeout: jobs wait as long")),
        Rule.On("failed-launches", facts => facts.Launches, Launches),
    ];

    private static Verdict Policies(Facts facts, IReadOnlyList<ScalingPolicy> policies)
    {
        var acting = policies.Where(policy => policy.Enabled != false).ToList();
        return acting.Count == 0
            ? Verdict.Well(policies.Count == 0 ? "there is none" : "none is enabled")
            : Verdict.Wrong(
                "scaling policies change DesiredCapacity behind the runner: "
                    + string.Join(", ", acting.Select(policy => $"{policy.PolicyName} ({policy.PolicyType})")),
                $"aws autoscaling delete-policy {GroupRules.Name(facts)} --policy-name {acting[0].PolicyName}");
    }

    private static string Hook(LifecycleHook hook) =>
        $"{hook.LifecycleHookName} ({(hook.LifecycleTransition == "autoscaling:EC2_INSTANCE_LAUNCHING" ? "launching" : "terminating")}, "
        + $"up to {hook.HeartbeatTimeout ?? 0} s, then {hook.DefaultResult})";

    private static Verdict Launches(Facts facts, Launches launches)
    {
        if (launches.Failed is not [var newest, ..])
        {
            return Verdict.Well($"none of the {launches.Tried} launches of the last day failed");
        }

        var text = $"{launches.Failed.Count} of {launches.Tried} launches of the last day failed, the last at {newest.At:u}: {newest.Failure.Words}";
        return launches.NewestFailed
            ? Verdict.Wrong(text, newest.Failure.Advice)
            : Verdict.Warning($"{text}; later ones worked", newest.Failure.Advice);
    }
}
