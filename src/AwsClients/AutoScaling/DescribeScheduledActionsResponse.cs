using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of scheduled actions.</summary>
public sealed class DescribeScheduledActionsResponse : AmazonWebServiceResponse
{
    /// <summary>Empty when there is none.</summary>
    public List<ScheduledUpdateGroupAction> ScheduledUpdateGroupActions { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
