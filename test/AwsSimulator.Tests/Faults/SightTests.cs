using System.Net;
using AwsSimulator.Faults;

namespace AwsSimulator.Tests.Faults;

public sealed class SightTests
{
    private static readonly TimeSpan _threeSeconds = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Stale_AGroup_IsAsItWasThen()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, LaunchTime = TimeSpan.FromSeconds(2) });
        cloud.Time.Advance(TimeSpan.FromSeconds(2));
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        cloud.Group.DesiredCapacity = 3;
        cloud.Time.Advance(TimeSpan.FromSeconds(2));
        cloud.Simulator.Faults.Add(new Fault { Stale = _threeSeconds });
        cloud.Simulator.Faults.Add(new Fault { Stale = TimeSpan.FromSeconds(1) });

        var before = await DescribeAsync(cloud);
        var between = await DescribeAsync(cloud);
        var now = await DescribeAsync(cloud);

        Assert.Equal(("1", "InService"), (before.Only("DesiredCapacity"), before.Only("LifecycleState")));
        Assert.Equal(("3", 2), (between.Only("DesiredCapacity"), between.All("LifecycleState").Count(state => state == "Pending")));
        Assert.Equal(("3", 3), (now.Only("DesiredCapacity"), now.All("LifecycleState").Count(state => state == "InService")));
    }

    [Fact]
    public async Task Stale_AnInstanceThatIsGone_IsStillListed()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var id = cloud.First.Id;
        cloud.Time.Advance(TimeSpan.FromSeconds(10));
        await cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup", ("InstanceId", id), ("ShouldDecrementDesiredCapacity", "true"));
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        cloud.Simulator.Faults.Add(new Fault { Stale = _threeSeconds, Times = 3 });

        var group = await DescribeAsync(cloud);
        var instances = await cloud.AutoScalingAsync("DescribeAutoScalingInstances");
        var ec2 = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", id));

        Assert.Equal((id, "InService", "1"), (group.Only("InstanceId"), group.Only("LifecycleState"), group.Only("DesiredCapacity")));
        Assert.Equal(id, instances.Only("InstanceId"));
        Assert.Contains("running", ec2.All("name"));
        Assert.Empty((await DescribeAsync(cloud)).All("InstanceId"));
    }

    [Fact]
    public async Task Stale_AnInstanceOfASecondAgo_IsUnknownToEc2()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Group.DesiredCapacity = 1;
        cloud.Simulator.Faults.Add(new Fault { Stale = _threeSeconds });

        var reply = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", cloud.First.Id));

        Assert.Equal($"400 InvalidInstanceID.NotFound: The instance ID '{cloud.First.Id}' does not exist", reply.Error);
    }

    [Fact]
    public async Task Stale_AWrite_IsCarriedOutNow()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Stale = _threeSeconds });

        var reply = await cloud.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", "1"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(cloud.Time.GetUtcNow(), cloud.First.LaunchedAt);
    }

    [Fact]
    public async Task Without_AnInstance_IsInNoDescribe()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2 });
        var (seen, hidden) = (cloud.Group.Instances[0], cloud.Group.Instances[1]);
        cloud.Simulator.Faults.Add(new Fault { Without = instance => instance == hidden, Times = 4 });

        Assert.Equal(seen.Id, (await DescribeAsync(cloud)).Only("InstanceId"));
        Assert.Equal(seen.Id, (await cloud.AutoScalingAsync("DescribeAutoScalingInstances")).Only("InstanceId"));
        Assert.Equal(seen.Id, (await cloud.Ec2Async("DescribeInstances")).Only("instanceId"));
        Assert.StartsWith(
            "400 InvalidInstanceID.NotFound",
            (await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", hidden.Id))).Error,
            StringComparison.Ordinal);
        Assert.Equal(2, (await DescribeAsync(cloud)).All("InstanceId").Count);
    }

    private static Task<WireReply> DescribeAsync(TestCloud cloud) => cloud.AutoScalingAsync("DescribeAutoScalingGroups");
}
