namespace AwsSimulator.Tests.Wire.AutoScaling;

public sealed class SetDesiredCapacityTests
{
    [Theory]
    [InlineData("6", "400 ValidationError: New SetDesiredCapacity value 6 is above max value 5 for the AutoScalingGroup.")]
    [InlineData("0", "400 ValidationError: New SetDesiredCapacity value 0 is below min value 1 for the AutoScalingGroup.")]
    public async Task Set_OutsideTheBounds_SaysWhich(string desired, string expected)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MinSize = 1, DesiredCapacity = 1 });

        var reply = await SetAsync(cloud, desired);

        Assert.Equal(expected, reply.Error);
        Assert.Equal(1, cloud.Group.DesiredCapacity);
    }

    [Fact]
    public async Task Set_WithinTheBounds_Launches()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await SetAsync(cloud, "3");

        Assert.Equal(reply.RequestId, reply.Only("RequestId"));
        Assert.Equal(3, cloud.Group.Instances.Count);
    }

    [Fact]
    public async Task Set_UnknownGroup_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "nope"), ("DesiredCapacity", "1"));

        Assert.Equal("400 ValidationError: AutoScalingGroup name not found - AutoScalingGroup 'nope' not found", reply.Error);
    }

    [Fact]
    public async Task Set_WithoutCapacity_NamesTheParameter()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "runners"));

        Assert.Equal(
            "400 ValidationError: 1 validation error detected: Value null at 'desiredCapacity' failed to satisfy constraint: Member must not be null",
            reply.Error);
    }

    [Fact]
    public async Task Set_HonorCooldownDuringCooldown_IsInProgress()
    {
        await using var cloud = await TestCloud.StartAsync();
        await SetAsync(cloud, "1");
        cloud.Time.Advance(TimeSpan.FromSeconds(299));

        var during = await SetAsync(cloud, "2", honorCooldown: "true");
        var ignoring = await SetAsync(cloud, "3", honorCooldown: "false");
        cloud.Time.Advance(TimeSpan.FromSeconds(301));
        var after = await SetAsync(cloud, "4", honorCooldown: "true");

        Assert.Matches("^400 ScalingActivityInProgress: Scaling activity [0-9a-f-]{36} is in progress and blocks this action$", during.Error);
        Assert.Equal((System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.OK), (ignoring.Status, after.Status));
    }

    private static Task<WireReply> SetAsync(TestCloud cloud, string desired, string honorCooldown = "false") => cloud.AutoScalingAsync(
        "SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", desired), ("HonorCooldown", honorCooldown));
}
