using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of activities, newest first.</summary>
public sealed class DescribeScalingActivitiesResponse : AmazonWebServiceResponse
{
    /// <summary>The activities of this page; empty when none was found.</summary>
    public List<Activity> Activities { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
