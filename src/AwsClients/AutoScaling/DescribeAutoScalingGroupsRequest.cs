using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for groups, a page at a time. Needs autoscaling:DescribeAutoScalingGroups, which has no resource-level permission.</summary>
public sealed class DescribeAutoScalingGroupsRequest : AmazonWebServiceRequest
{
    /// <summary>
    /// The names to look for; empty means all groups of the account and region. A name that does not exist is left out of the answer.
    /// </summary>
    public List<string> AutoScalingGroupNames { get; set; } = [];

    /// <summary>Whether each group lists its instances. AWS's default is true.</summary>
    public bool? IncludeInstances { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }

    /// <summary>Groups a page: 50 by default, at most 100.</summary>
    public int? MaxRecords { get; set; }
}
