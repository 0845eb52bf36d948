using Amazon.EC2;
using Amazon.EC2.Model;
using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Wire.Ec2;

public sealed class DescribeInstancesTests
{
    [Fact]
    public async Task Describe_ReadByTheSdk_HasEveryFact()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with
        {
            DesiredCapacity = 1,
            Architecture = "arm64",
            Platform = "windows",
            WinRm = false,
            InstanceType = "m7g.large",
            Spot = true,
            Addresses = AddressKinds.PrivateAndPublic | AddressKinds.Ipv6,
            Tags = new Dictionary<string, string> { ["team"] = "ci" },
        });
        using var client = Ec2Peer.Of(cloud.Simulator);

        var request = new DescribeInstancesRequest { InstanceIds = [cloud.First.Id] };
        var instance = Only(await client.DescribeInstancesAsync(request, TestCloud.Cancellation));

        Assert.Equal(cloud.First.Id, instance.InstanceId);
        Assert.Equal((ArchitectureValues.Arm64, "windows"), (instance.Architecture, instance.Platform.Value.ToLowerInvariant()));
        Assert.Equal(("172.31.0.1", "198.18.0.1"), (instance.PrivateIpAddress, instance.PublicIpAddress));
        Assert.Equal("2001:db8::1", instance.Ipv6Address);
        Assert.Equal("2001:db8::1", instance.NetworkInterfaces.Single().Ipv6Addresses.Single().Ipv6Address);
        Assert.Equal(("us-east-1a", InstanceStateName.Running), (instance.Placement.AvailabilityZone, instance.State.Name));
        Assert.Equal((InstanceLifecycleType.Spot, cloud.First.SpotRequestId), (instance.InstanceLifecycle, instance.SpotInstanceRequestId));
        Assert.Equal(cloud.Time.GetUtcNow().UtcDateTime, instance.LaunchTime!.Value.ToUniversalTime());
        Assert.Equal("runners", instance.Tags.Single(tag => tag.Key == "aws:autoscaling:groupName").Value);
        Assert.Equal("ci", instance.Tags.Single(tag => tag.Key == "team").Value);
    }

    [Fact]
    public async Task Describe_Linux_HasNoPlatform()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Addresses = AddressKinds.Private });
        using var client = Ec2Peer.Of(cloud.Simulator);

        var instance = Only(await client.DescribeInstancesAsync(new DescribeInstancesRequest(), TestCloud.Cancellation));

        Assert.Null(instance.Platform);
        Assert.Null(instance.PublicIpAddress);
    }

    [Fact]
    public async Task Describe_UnknownIds_NamesThemAll()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var one = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", cloud.First.Id), ("InstanceId.2", "i-0000000000000000a"));
        var two = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", "i-0000000000000000a"), ("InstanceId.2", "i-0000000000000000b"));

        Assert.Equal("400 InvalidInstanceID.NotFound: The instance ID 'i-0000000000000000a' does not exist", one.Error);
        Assert.Equal(
            "400 InvalidInstanceID.NotFound: The instance IDs 'i-0000000000000000a, i-0000000000000000b' do not exist", two.Error);
    }

    [Fact]
    public async Task Describe_MalformedId_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", "instance-1"));

        Assert.Equal("400 InvalidInstanceID.Malformed: Invalid id: \"instance-1\"", reply.Error);
    }

    [Fact]
    public async Task Describe_NewInstanceWithinTheDelay_IsUnknown()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1 }, simulator => simulator with { Ec2Delay = TimeSpan.FromSeconds(3) });

        var early = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", cloud.First.Id));
        cloud.Time.Advance(TimeSpan.FromSeconds(3));
        var late = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", cloud.First.Id));

        Assert.Equal($"400 InvalidInstanceID.NotFound: The instance ID '{cloud.First.Id}' does not exist", early.Error);
        Assert.Equal(cloud.First.Id, late.Only("instanceId"));
    }

    [Fact]
    public async Task Describe_Terminated_StaysListedForAnHourWithoutAddresses()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var instance = cloud.First;
        cloud.Group.Reclaim(instance);
        cloud.Time.Advance(TimeSpan.FromMinutes(59));

        var listed = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", instance.Id));
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        var forgotten = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", instance.Id));

        Assert.Contains("terminated", listed.All("name"));
        Assert.Empty(listed.All("privateIpAddress"));
        Assert.StartsWith("400 InvalidInstanceID.NotFound", forgotten.Error);
    }

    [Fact]
    public async Task Describe_MaxResults_PagesThroughAll()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MaxSize = 12, DesiredCapacity = 12 });
        using var client = Ec2Peer.Of(cloud.Simulator);

        List<string> ids = [];
        await foreach (var page in client.Paginators.DescribeInstances(new DescribeInstancesRequest { MaxResults = 5 }).Responses
            .WithCancellation(TestCloud.Cancellation))
        {
            ids.AddRange(page.Reservations.SelectMany(reservation => reservation.Instances).Select(instance => instance.InstanceId));
        }

        Assert.Equal(cloud.Group.Instances.Select(instance => instance.Id), ids);
        Assert.Equal(3, cloud.Simulator.Calls.Count("DescribeInstances"));
    }

    [Fact]
    public async Task Describe_ByStateAndTag_Filters()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2 });
        cloud.First.Ec2State = "stopped";

        var reply = await cloud.Ec2Async(
            "DescribeInstances",
            ("Filter.1.Name", "instance-state-name"), ("Filter.1.Value.1", "stopped"), ("Filter.1.Value.2", "stopping"),
            ("Filter.2.Name", "tag:aws:autoscaling:groupName"), ("Filter.2.Value.1", "runners"));

        Assert.Equal([cloud.First.Id], reply.All("instanceId"));
    }

    private static Instance Only(DescribeInstancesResponse response) => response.Reservations.Single().Instances.Single();
}
