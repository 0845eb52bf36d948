namespace AwsClients.AutoScaling;

/// <summary>
/// The calls of Amazon EC2 Auto Scaling that a scaler needs. Each throws <see cref="AmazonAutoScalingException"/> when AWS says no,
/// <see cref="AwsSessionException"/> when new credentials cannot be had, <see cref="Amazon.Runtime.AmazonClientException"/> when no readable
/// answer came, with the call, the place and the cause in its message, and <see cref="OperationCanceledException"/> when the token ends the
/// call.
/// </summary>
public interface IAutoScaling
{
    /// <summary>One page of groups.</summary>
    Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken);

    /// <summary>One page of the instances of all groups.</summary>
    Task<DescribeAutoScalingInstancesResponse> DescribeAutoScalingInstancesAsync(
        DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken);

    /// <summary>One page of scaling activities, newest first: the only place that tells why a launch failed.</summary>
    Task<DescribeScalingActivitiesResponse> DescribeScalingActivitiesAsync(
        DescribeScalingActivitiesRequest request, CancellationToken cancellationToken);

    /// <summary>Sets how many instances a group should have.</summary>
    Task<SetDesiredCapacityResponse> SetDesiredCapacityAsync(SetDesiredCapacityRequest request, CancellationToken cancellationToken);

    /// <summary>Terminates instances, with or without a replacement.</summary>
    Task<TerminateInstanceInAutoScalingGroupResponse> TerminateInstanceInAutoScalingGroupAsync(
        TerminateInstanceInAutoScalingGroupRequest request, CancellationToken cancellationToken);
}
