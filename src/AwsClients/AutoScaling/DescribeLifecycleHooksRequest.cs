using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for the lifecycle hooks of a group. Needs autoscaling:DescribeLifecycleHooks.</summary>
public sealed class DescribeLifecycleHooksRequest : AmazonWebServiceRequest
{
    /// <summary>Required.</summary>
    public string? AutoScalingGroupName { get; set; }
}
