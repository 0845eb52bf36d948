using Amazon.Runtime;
using AwsClients.Endpoints;

namespace AwsClients.AutoScaling.Wire;

/// <summary>
/// Amazon EC2 Auto Scaling on the SDK's runtime pipeline: signing, retries, credentials and endpoints are the SDK's. It stands in for
/// the package AWSSDK.AutoScaling and names everything as that does.
/// </summary>
internal sealed class AmazonAutoScalingClient(AWSCredentials credentials, AmazonAutoScalingConfig config)
    : ThinClient(credentials, config), IAutoScaling, IAutoScalingSetup
{
    public Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeAutoScalingGroupsResponse>(request, Operations.DescribeAutoScalingGroups, cancellationToken);

    public Task<DescribeAutoScalingInstancesResponse> DescribeAutoScalingInstancesAsync(
        DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeAutoScalingInstancesResponse>(request, Operations.DescribeAutoScalingInstances, cancellationToken);

    public Task<DescribeScalingActivitiesResponse> DescribeScalingActivitiesAsync(
        DescribeScalingActivitiesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeScalingActivitiesResponse>(request, Operations.DescribeScalingActivities, cancellationToken);

    public Task<SetDesiredCapacityResponse> SetDesiredCapacityAsync(
        SetDesiredCapacityRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<SetDesiredCapacityResponse>(request, Operations.SetDesiredCapacity, cancellationToken);

    public Task<TerminateInstanceInAutoScalingGroupResponse> TerminateInstanceInAutoScalingGroupAsync(
        TerminateInstanceInAutoScalingGroupRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<TerminateInstanceInAutoScalingGroupResponse>(
            request, Operations.TerminateInstanceInAutoScalingGroup, cancellationToken);

    public Task<DescribePoliciesResponse> DescribePoliciesAsync(DescribePoliciesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribePoliciesResponse>(request, SetupOperations.DescribePolicies, cancellationToken);

    public Task<DescribeScheduledActionsResponse> DescribeScheduledActionsAsync(
        DescribeScheduledActionsRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeScheduledActionsResponse>(request, SetupOperations.DescribeScheduledActions, cancellationToken);

    public Task<DescribeLifecycleHooksResponse> DescribeLifecycleHooksAsync(
        DescribeLifecycleHooksRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeLifecycleHooksResponse>(request, SetupOperations.DescribeLifecycleHooks, cancellationToken);

    public Task<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshesAsync(
        DescribeInstanceRefreshesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeInstanceRefreshesResponse>(request, SetupOperations.DescribeInstanceRefreshes, cancellationToken);

    public Task<DescribeLaunchConfigurationsResponse> DescribeLaunchConfigurationsAsync(
        DescribeLaunchConfigurationsRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeLaunchConfigurationsResponse>(request, SetupOperations.DescribeLaunchConfigurations, cancellationToken);
}
