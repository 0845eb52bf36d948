using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of groups.</summary>
public sealed class DescribeAutoScalingGroupsResponse : AmazonWebServiceResponse
{
    /// <summary>The groups of this page; empty when none was found.</summary>
    public List<AutoScalingGroup> AutoScalingGroups { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
