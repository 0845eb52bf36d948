using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of instance refreshes.</summary>
public sealed class DescribeInstanceRefreshesResponse : AmazonWebServiceResponse
{
    /// <summary>Empty when there is none.</summary>
    public List<InstanceRefresh> InstanceRefreshes { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
