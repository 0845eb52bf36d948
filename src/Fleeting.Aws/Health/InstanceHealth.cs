using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;

namespace Fleeting.Aws.Health;

/// <summary>
/// The one place that decides whether an instance may be used, by what the group, EC2 and its Spot request say. What says nothing, or
/// something that this version does not know, says nothing against it.
/// </summary>
internal static class InstanceHealth
{
    /// <summary>By the group's own list; null is not in it.</summary>
    public static Unfit? InGroup(GroupScope scope, GroupInstance? instance) => instance switch
    {
        null => new Unfit(ProviderErrorReason.NotFound, $"{scope} does not have it", UnfitKind.Now),
        { State: not InstanceState.Running } => new Unfit(
            ProviderErrorReason.FailedPrecondition,
            $"its lifecycle state in {scope} is {instance.LifecycleState}",
            instance.IsLeaving ? UnfitKind.ForGood : instance.State is InstanceState.Creating ? UnfitKind.NotYet : UnfitKind.Now),
        { HealthStatus.Length: > 0 } when !instance.HealthStatus.Equals("Healthy", StringComparison.OrdinalIgnoreCase) => new Unfit(
            ProviderErrorReason.FailedPrecondition, $"its health status in {scope} is {instance.HealthStatus}", UnfitKind.Now),
        _ => null,
    };

    /// <summary>By the state that EC2 shows.</summary>
    public static Unfit? InEc2(GroupScope scope, InstanceFacts facts)
    {
        UnfitKind kind;
        switch (facts.State)
        {
            case "shutting-down" or "terminated":
                kind = UnfitKind.ForGood;
                break;
            case "stopping" or "stopped":
                kind = UnfitKind.Now;
                break;
            default:
                return null;
        }

        var reason = facts.StateReason.Length > 0 ? $" ({facts.StateReason})" : "";
        return new Unfit(ProviderErrorReason.FailedPrecondition, $"EC2 in {scope.Region} says that it is {facts.State}{reason}", kind);
    }

    /// <summary>
    /// By the status of its Spot request (EC2 User Guide, "Spot request status"): when AWS takes an instance back, that alone says so
    /// at once. Until the instance ends, up to two minutes later, EC2 shows it as running.
    /// </summary>
    public static Unfit? BySpotRequest(GroupScope scope, InstanceFacts facts, string status) =>
        status is "" or "fulfilled" or "request-canceled-and-instance-running"
            ? null
            : new Unfit(
                ProviderErrorReason.FailedPrecondition,
                $"AWS takes it back: its Spot request {facts.SpotRequestId} in {scope.Region} is {status}",
                UnfitKind.ForGood);
}
