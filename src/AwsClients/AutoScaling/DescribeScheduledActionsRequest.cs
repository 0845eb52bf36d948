using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for scheduled actions that are to come, a page at a time. Needs autoscaling:DescribeScheduledActions.</summary>
public sealed class DescribeScheduledActionsRequest : AmazonWebServiceRequest
{
    /// <summary>The group; null means all of the account and region.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }
}
