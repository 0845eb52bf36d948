using Amazon.EC2.Model;

namespace AwsClients.Ec2;

/// <summary>
/// The calls of Amazon EC2 that a scaler needs, with AWSSDK.EC2's own types: their collections are null where the answer has none, and of
/// instances and Spot requests only the members are filled that <c>Wire/Shapes.cs</c> names.
/// Each throws <see cref="Amazon.EC2.AmazonEC2Exception"/> when AWS says no, <see cref="AwsSessionException"/> when new credentials
/// cannot be had, <see cref="Amazon.Runtime.AmazonClientException"/> when no readable answer came, and <see cref="OperationCanceledException"/>
/// when the token ends the call.
/// </summary>
public interface IEc2
{
    /// <summary>One page of instances. One unknown id fails the call with InvalidInstanceID.NotFound.</summary>
    Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken);

    /// <summary>One page of Spot requests. One unknown id fails the call with InvalidSpotInstanceRequestID.NotFound.</summary>
    Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
        DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken);

    /// <summary>The encrypted password of a Windows instance; empty until it has one.</summary>
    Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken);
}
