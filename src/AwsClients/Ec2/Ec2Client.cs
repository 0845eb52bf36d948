using Amazon.EC2;
using Amazon.EC2.Model;

namespace AwsClients.Ec2;

/// <summary><see cref="IEc2"/> and <see cref="IEc2Setup"/> by AWSSDK.EC2.</summary>
internal sealed class Ec2Client(IAmazonEC2 client) : IEc2, IEc2Setup
{
    public Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken) =>
        client.DescribeInstancesAsync(request, cancellationToken);

    public Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
        DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken) =>
        client.DescribeSpotInstanceRequestsAsync(request, cancellationToken);

    public Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken) =>
        client.GetPasswordDataAsync(request, cancellationToken);

    public Task<DescribeLaunchTemplateVersionsResponse> DescribeLaunchTemplateVersionsAsync(
        DescribeLaunchTemplateVersionsRequest request, CancellationToken cancellationToken) =>
        client.DescribeLaunchTemplateVersionsAsync(request, cancellationToken);

    public Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken) =>
        client.DescribeImagesAsync(request, cancellationToken);

    public Task<DescribeSecurityGroupsResponse> DescribeSecurityGroupsAsync(
        DescribeSecurityGroupsRequest request, CancellationToken cancellationToken) =>
        client.DescribeSecurityGroupsAsync(request, cancellationToken);

    public Task<DescribeSubnetsResponse> DescribeSubnetsAsync(DescribeSubnetsRequest request, CancellationToken cancellationToken) =>
        client.DescribeSubnetsAsync(request, cancellationToken);
}
