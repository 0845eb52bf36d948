using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for scaling policies, a page at a time. Needs autoscaling:DescribePolicies.</summary>
public sealed class DescribePoliciesRequest : AmazonWebServiceRequest
{
    /// <summary>The group; null means all of the account and region.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }
}
