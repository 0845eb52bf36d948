namespace AwsSimulator.Tests.Wire.AutoScaling;

public sealed class TerminateInstanceTests
{
    private const string NotFound = "400 ValidationError: Instance Id not found - No managed instance found for instance ID: ";

    [Fact]
    public async Task Terminate_OneDecrementing_ShrinksTheGroup()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 2, TerminateTime = TimeSpan.FromSeconds(9) });
        var instance = cloud.First;

        var reply = await TerminateAsync(cloud, true, ("InstanceId", instance.Id));

        Assert.Equal($"Terminating EC2 instance: {instance.Id}", reply.Only("Description"));
        Assert.Equal(
            $"At 2026-11-24T08:00:00Z instance {instance.Id} was taken out of service in response to a user request, shrinking the capacity from 2 to 1.",
            reply.Only("Cause"));
        Assert.Equal((1, "Terminating", "shutting-down"), (cloud.Group.DesiredCapacity, instance.LifecycleState, instance.Ec2State));
        cloud.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("terminated", instance.Ec2State);
        Assert.Single(cloud.Group.Instances);
    }

    [Fact]
    public async Task Terminate_WithoutDecrement_IsReplaced()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var before = cloud.First.Id;

        await TerminateAsync(cloud, false, ("InstanceId", before));

        Assert.Equal(1, cloud.Group.DesiredCapacity);
        Assert.NotEqual(before, cloud.First.Id);
    }

    [Fact]
    public async Task Terminate_Batch_AnswersActivities()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 3 });
        var ids = cloud.Group.Instances.Take(2).Select(instance => instance.Id).ToList();

        var reply = await TerminateAsync(
            cloud, true, ("InstanceIds.member.1", ids[0]), ("InstanceIds.member.2", ids[1]), ("AutoScalingGroupName", "runners"));

        Assert.Equal(ids.Select(id => $"Terminating EC2 instance: {id}"), reply.All("Description"));
        Assert.Equal(2, reply.Xml.Descendants().Single(element => element.Name.LocalName == "Activities").Elements().Count());
        Assert.Equal(1, cloud.Group.DesiredCapacity);
    }

    [Fact]
    public async Task Terminate_BatchWithAnUnknownId_EndsNone()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var reply = await TerminateAsync(
            cloud, true,
            ("InstanceIds.member.1", cloud.First.Id), ("InstanceIds.member.2", "i-0000000000000000f"), ("AutoScalingGroupName", "runners"));

        Assert.Equal(NotFound + "i-0000000000000000f", reply.Error);
        Assert.Equal("InService", cloud.First.LifecycleState);
    }

    [Fact]
    public async Task Terminate_BatchOfMoreThanAHundred_IsRefused()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MaxSize = 101, DesiredCapacity = 101 });
        var ids = cloud.Group.Instances.Select((instance, index) => ($"InstanceIds.member.{index + 1}", instance.Id));

        var reply = await TerminateAsync(cloud, true, [.. ids, ("AutoScalingGroupName", "runners")]);

        Assert.Equal(
            "400 ValidationError: 1 validation error detected: Value at 'instanceIds' failed to satisfy constraint: Member must have length less than or equal to 100",
            reply.Error);
    }

    [Fact]
    public async Task Terminate_BatchWhereUnknown_MissesInstanceId()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1 }, simulator => simulator with { BatchTermination = false });

        var reply = await TerminateAsync(cloud, true, ("InstanceIds.member.1", cloud.First.Id), ("AutoScalingGroupName", "runners"));

        Assert.Equal(
            "400 ValidationError: 1 validation error detected: Value null at 'instanceId' failed to satisfy constraint: Member must not be null",
            reply.Error);
    }

    [Fact]
    public async Task Terminate_BelowMinSize_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MinSize = 1, DesiredCapacity = 1 });

        var reply = await TerminateAsync(cloud, true, ("InstanceId", cloud.First.Id));

        Assert.StartsWith(
            "400 ValidationError: Currently, desiredSize equals minSize (1). Terminating instance without replacement will violate group's min size constraint.",
            reply.Error);
    }

    [Fact]
    public async Task Terminate_UnknownOrGone_IsNotFound()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var id = cloud.First.Id;
        await TerminateAsync(cloud, true, ("InstanceId", id));

        Assert.Equal(NotFound + id, (await TerminateAsync(cloud, true, ("InstanceId", id))).Error);
    }

    [Fact]
    public async Task Terminate_AlreadyTerminating_IsInProgress()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1, TerminateTime = TimeSpan.FromSeconds(9) });
        await TerminateAsync(cloud, true, ("InstanceId", cloud.First.Id));

        var reply = await TerminateAsync(cloud, true, ("InstanceId", cloud.First.Id));

        Assert.StartsWith("400 ScalingActivityInProgress: ", reply.Error);
    }

    private static Task<WireReply> TerminateAsync(TestCloud cloud, bool decrement, params (string, string)[] parameters) =>
        cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup", [("ShouldDecrementDesiredCapacity", decrement ? "true" : "false"), .. parameters]);
}
