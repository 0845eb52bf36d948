using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>One page of launch configurations.</summary>
public sealed class DescribeLaunchConfigurationsResponse : AmazonWebServiceResponse
{
    /// <summary>Empty when there is none.</summary>
    public List<LaunchConfiguration> LaunchConfigurations { get; set; } = [];

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextToken { get; set; }
}
