namespace AwsClients.AutoScaling;

/// <summary>
/// The calls that tell how a group is set up, which a scaler does not need and whoever looks for its mistakes does. They throw as those of
/// <see cref="IAutoScaling"/>.
/// </summary>
public interface IAutoScalingSetup
{
    /// <summary>One page of scaling policies.</summary>
    Task<DescribePoliciesResponse> DescribePoliciesAsync(DescribePoliciesRequest request, CancellationToken cancellationToken);

    /// <summary>One page of scheduled actions.</summary>
    Task<DescribeScheduledActionsResponse> DescribeScheduledActionsAsync(
        DescribeScheduledActionsRequest request, CancellationToken cancellationToken);

    /// <summary>The lifecycle hooks of a group.</summary>
    Task<DescribeLifecycleHooksResponse> DescribeLifecycleHooksAsync(
        DescribeLifecycleHooksRequest request, CancellationToken cancellationToken);

    /// <summary>One page of instance refreshes.</summary>
    Task<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshesAsync(
        DescribeInstanceRefreshesRequest request, CancellationToken cancellationToken);

    /// <summary>One page of launch configurations.</summary>
    Task<DescribeLaunchConfigurationsResponse> DescribeLaunchConfigurationsAsync(
        DescribeLaunchConfigurationsRequest request, CancellationToken cancellationToken);
}
