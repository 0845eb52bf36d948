using Amazon.EC2;
using Amazon.EC2.Model;

namespace AwsClients.Ec2;

/// <summary><see cref="IEc2"/> by AWSSDK.EC2.</summary>
internal sealed class Ec2Client(IAmazonEC2 client) : IEc2
{
    public Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken) =>
        client.DescribeInstancesAsync(request, cancellationToken);

    public Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
        DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken) =>
        client.DescribeSpotInstanceRequestsAsync(request, cancellationToken);

    public Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken) =>
        client.GetPasswordDataAsync(request, cancellationToken);
}
