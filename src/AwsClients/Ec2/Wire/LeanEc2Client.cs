using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Ec2.Wire;

/// <summary>
/// AWSSDK.EC2's client, but for the two answers that have an item for each instance of a large group, every few seconds: those are read only as
/// far as somebody reads them, into the SDK's own types. EC2 says some three kilobytes of an instance, and the SDK makes objects of them all.
/// </summary>
internal sealed class LeanEc2Client(AWSCredentials credentials, AmazonEC2Config config) : AmazonEC2Client(credentials, config)
{
    internal static readonly InvokeOptions DescribeInstances = new()
    {
        RequestMarshaller = DescribeInstancesRequestMarshaller.Instance,
        ResponseUnmarshaller = new Ec2Unmarshaller<DescribeInstancesResponse>(
            "DescribeInstances",
            static (x, response, name) =>
            {
                switch (name)
                {
                    case "reservationSet": response.Reservations = x.Items(Shapes.Reservation); break;
                    case "nextToken": response.NextToken = x.Text(); break;
                }
            },
            DescribeInstancesResponseUnmarshaller.Instance),
    };

    private static readonly InvokeOptions _describeSpotInstanceRequests = new()
    {
        RequestMarshaller = DescribeSpotInstanceRequestsRequestMarshaller.Instance,
        ResponseUnmarshaller = new Ec2Unmarshaller<DescribeSpotInstanceRequestsResponse>(
            "DescribeSpotInstanceRequests",
            static (x, response, name) =>
            {
                switch (name)
                {
                    case "spotInstanceRequestSet": response.SpotInstanceRequests = x.Items(Shapes.SpotRequest); break;
                    case "nextToken": response.NextToken = x.Text(); break;
                }
            },
            DescribeSpotInstanceRequestsResponseUnmarshaller.Instance),
    };

    public override Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeInstancesResponse>(request, DescribeInstances, cancellationToken);

    public override Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
        DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeSpotInstanceRequestsResponse>(request, _describeSpotInstanceRequests, cancellationToken);
}
