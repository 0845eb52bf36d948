using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of instances.</summary>
public sealed class DescribeAutoScalingInstancesResponse : AmazonWebServiceResponse
{
    /// <summary>The instances of this page; empty when none was found.</summary>
    public List<AutoScalingInstanceDetails> AutoScalingInstances { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
