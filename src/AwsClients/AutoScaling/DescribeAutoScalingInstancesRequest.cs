using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for instances of all groups, a page at a time. AWS filters by instance, not by group.</summary>
public sealed class DescribeAutoScalingInstancesRequest : AmazonWebServiceRequest
{
    /// <summary>The instances to look for, up to 50; empty means all. An id that no group has is left out of the answer.</summary>
    public List<string> InstanceIds { get; set; } = [];

    /// <summary>Instances a page: 50 by default, and at most 50.</summary>
    public int? MaxRecords { get; set; }

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }
}
