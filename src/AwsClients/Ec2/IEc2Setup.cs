using Amazon.EC2.Model;

namespace AwsClients.Ec2;

/// <summary>
/// The calls of Amazon EC2 that tell how a group is set up, which a scaler does not need and whoever looks for its mistakes does. They throw as
/// those of <see cref="IEc2"/>.
/// </summary>
public interface IEc2Setup
{
    /// <summary>One page of a launch template's versions. An unknown template or version fails the call.</summary>
    Task<DescribeLaunchTemplateVersionsResponse> DescribeLaunchTemplateVersionsAsync(
        DescribeLaunchTemplateVersionsRequest request, CancellationToken cancellationToken);

    /// <summary>One page of images. One unknown id fails the call with InvalidAMIID.NotFound.</summary>
    Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken);

    /// <summary>One page of security groups. One unknown id fails the call with InvalidGroup.NotFound.</summary>
    Task<DescribeSecurityGroupsResponse> DescribeSecurityGroupsAsync(DescribeSecurityGroupsRequest request, CancellationToken cancellationToken);

    /// <summary>One page of subnets. One unknown id fails the call with InvalidSubnetID.NotFound.</summary>
    Task<DescribeSubnetsResponse> DescribeSubnetsAsync(DescribeSubnetsRequest request, CancellationToken cancellationToken);
}
