namespace AwsSimulator.Tests.Cloud;

public sealed class InterruptionTests
{
    private static readonly TimeSpan _notice = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Interrupt_ASpotInstance_RunsOnUntilTheNoticeIsOver()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Spot = true });
        var lost = cloud.First;

        cloud.Group.Interrupt(lost, _notice);

        Assert.Equal(("instance-terminated-no-capacity", "running", "InService"), (lost.SpotStatus, lost.Ec2State, lost.LifecycleState));
        cloud.Time.Advance(_notice);
        Assert.Equal("terminated", lost.Ec2State);
        Assert.NotEqual(lost.Id, Assert.Single(cloud.Group.Instances).Id);
        var reply = await cloud.Ec2Async("DescribeInstances", ("InstanceId.1", lost.Id));
        Assert.Contains("Server.SpotInstanceTermination", reply.All("code"));
    }

    [Fact]
    public async Task Interrupt_TerminatedMeanwhile_EndsOnce()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Spot = true });
        cloud.Group.Interrupt(cloud.First, _notice);
        await cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup", ("InstanceId", cloud.First.Id), ("ShouldDecrementDesiredCapacity", "true"));

        cloud.Time.Advance(_notice);

        Assert.Empty(cloud.Group.Instances);
        Assert.Equal(0, cloud.Group.DesiredCapacity);
    }

    [Fact]
    public async Task Stop_AnInstance_IsUnhealthyAfterAWhileAndReplaced()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var stopped = cloud.First;

        cloud.Group.Stop(stopped);

        Assert.Equal(("stopped", "Healthy", "InService"), (stopped.Ec2State, stopped.HealthStatus, stopped.LifecycleState));
        cloud.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(("Unhealthy", "InService"), (stopped.HealthStatus, stopped.LifecycleState));
        cloud.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotEqual(stopped.Id, Assert.Single(cloud.Group.Instances).Id);
    }

    [Fact]
    public async Task RemoveGroup_WithInstances_LeavesNoneAndMayBeAddedAgain()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2 });
        var group = cloud.Group;
        var gone = group.Instances;

        cloud.Simulator.RemoveGroup("runners");

        Assert.Empty((await cloud.AutoScalingAsync("DescribeAutoScalingGroups")).All("AutoScalingGroupName"));
        Assert.All(gone, instance => Assert.Equal("terminated", instance.Ec2State));
        cloud.Simulator.AddGroup(group.Settings with { DesiredCapacity = 1 });
        Assert.DoesNotContain(cloud.First, gone);
    }
}
