using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of scaling policies.</summary>
public sealed class DescribePoliciesResponse : AmazonWebServiceResponse
{
    /// <summary>Empty when there is none.</summary>
    public List<ScalingPolicy> ScalingPolicies { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
