namespace AwsClients.AutoScaling;

/// <summary>How a group with several instance types chooses among them.</summary>
public sealed class MixedInstancesPolicy
{
    /// <summary>The launch template and the instance types that it is used with; null when the answer lacks it.</summary>
    public LaunchTemplate? LaunchTemplate { get; set; }
}
