namespace AwsSimulator.Cloud;

/// <summary>The Auto Scaling lifecycle states that the simulator sets itself; tests may set any other.</summary>
internal static class LifecycleStates
{
    public const string Pending = "Pending";
    public const string InService = "InService";
    public const string Terminating = "Terminating";
    public const string Terminated = "Terminated";

    /// <summary>Whether an instance in that state fills a place of the desired capacity.</summary>
    public static bool CountsAsCapacity(string state) =>
        state.Split(':')[0] is Pending or InService or "ReplacingRootVolume" or "RootVolumeReplaced";
}
