using Amazon.EC2.Model;

namespace AwsSimulator.Tests.Wire.Ec2;

public sealed class DescribeSpotRequestsTests
{
    [Fact]
    public async Task Describe_MarkedForTermination_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2, Spot = true });
        cloud.First.SpotStatus = "marked-for-termination";
        using var client = Ec2Peer.Of(cloud.Simulator);

        var reply = await client.DescribeSpotInstanceRequestsAsync(
            new DescribeSpotInstanceRequestsRequest { SpotInstanceRequestIds = [cloud.First.SpotRequestId!] }, TestCloud.Cancellation);

        var request = Assert.Single(reply.SpotInstanceRequests);
        Assert.Equal((cloud.First.Id, "marked-for-termination"), (request.InstanceId, request.Status.Code));
    }

    [Fact]
    public async Task Describe_ByInstanceId_ShowsThatOne()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2, Spot = true });

        var reply = await cloud.Ec2Async(
            "DescribeSpotInstanceRequests", ("Filter.1.Name", "instance-id"), ("Filter.1.Value.1", cloud.First.Id));

        Assert.Equal([cloud.First.SpotRequestId!], reply.All("spotInstanceRequestId"));
    }

    [Fact]
    public async Task Describe_OnDemandOnly_IsAnEmptyList()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        Assert.Empty((await cloud.Ec2Async("DescribeSpotInstanceRequests")).All("item"));
    }

    [Fact]
    public async Task Describe_UnknownId_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.Ec2Async("DescribeSpotInstanceRequests", ("SpotInstanceRequestId.1", "sir-00000000"));

        Assert.Equal(
            "400 InvalidSpotInstanceRequestID.NotFound: The spot instance request ID 'sir-00000000' does not exist", reply.Error);
    }
}
