using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>All lifecycle hooks.</summary>
public sealed class DescribeLifecycleHooksResponse : AmazonWebServiceResponse
{
    /// <summary>Empty when there is none.</summary>
    public List<LifecycleHook> LifecycleHooks { get; set; } = [];
}
