using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>
/// Asks for what a group did and tried, newest first, a page at a time; AWS keeps six weeks of it. Needs
/// autoscaling:DescribeScalingActivities.
/// </summary>
public sealed class DescribeScalingActivitiesRequest : AmazonWebServiceRequest
{
    /// <summary>The group; null means all of the account and region, which AWS answers slowly.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>The activities to look for, up to 50; empty means all. An unknown id is left out of the answer.</summary>
    public List<string> ActivityIds { get; set; } = [];

    /// <summary>Activities a page: 100 by default, and at most 100.</summary>
    public int? MaxRecords { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }

    /// <summary>
    /// What must hold for an activity, all of it: StartTimeLowerBound and StartTimeUpperBound (ISO 8601), and Status, which needs
    /// <see cref="AutoScalingGroupName"/>.
    /// </summary>
    public List<Filter> Filters { get; set; } = [];
}
