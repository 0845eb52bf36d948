using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Asks for launch configurations, a page at a time. Needs autoscaling:DescribeLaunchConfigurations.</summary>
public sealed class DescribeLaunchConfigurationsRequest : AmazonWebServiceRequest
{
    /// <summary>The names to look for; empty means all. A name that does not exist is left out of the answer.</summary>
    public List<string> LaunchConfigurationNames { get; set; } = [];

    /// <summary>The page to continue from; null for the first.</summary>
    public string? NextToken { get; set; }
}
