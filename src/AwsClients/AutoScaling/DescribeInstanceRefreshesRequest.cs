using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for the instance refreshes of the last six weeks, newest first, a page at a time. Needs autoscaling:DescribeInstanceRefreshes.</summary>
public sealed class DescribeInstanceRefreshesRequest : AmazonWebServiceRequest
{
    /// <summary>Required.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }
}
