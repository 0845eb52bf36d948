using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>
/// Terminates one instance by <see cref="InstanceId"/>, or up to 100 of one group by <see cref="InstanceIds"/> and
/// <see cref="AutoScalingGroupName"/> (AWS has the second form since 2026-08).
/// </summary>
public sealed class TerminateInstanceInAutoScalingGroupRequest : AmazonWebServiceRequest
{
    /// <summary>The one instance; null when <see cref="InstanceIds"/> is used.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The instances, up to 100, all of <see cref="AutoScalingGroupName"/>; empty when <see cref="InstanceId"/> is used.</summary>
    public List<string> InstanceIds { get; set; } = [];

    /// <summary>The group of <see cref="InstanceIds"/>.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>Required. False makes the group launch a replacement.</summary>
    public bool? ShouldDecrementDesiredCapacity { get; set; }
}
