namespace AwsSimulator.Tests.Wire.AutoScaling;

public sealed class DescribeActivitiesTests
{
    [Fact]
    public async Task Describe_FailedOnly_ShowsTheReason()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        cloud.Group.LaunchFailure = "You have requested more vCPU capacity than your current vCPU limit of 32 allows.";
        cloud.Group.DesiredCapacity = 2;

        var reply = await cloud.AutoScalingAsync(
            "DescribeScalingActivities", ("AutoScalingGroupName", "runners"),
            ("Filters.member.1.Name", "Status"),
            ("Filters.member.1.Values.member.1", "Failed"), ("Filters.member.1.Values.member.2", "Cancelled"));

        Assert.Equal("Failed", reply.Only("StatusCode"));
        Assert.Equal("You have requested more vCPU capacity than your current vCPU limit of 32 allows.", reply.Only("StatusMessage"));
        Assert.StartsWith("Launching a new EC2 instance.  Status Reason: You have requested", reply.Only("Description"));
    }

    [Fact]
    public async Task Describe_SinceATime_LeavesEarlierOut()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        cloud.Time.Advance(TimeSpan.FromMinutes(5));
        cloud.Group.DesiredCapacity = 2;

        var reply = await cloud.AutoScalingAsync(
            "DescribeScalingActivities",
            ("Filters.member.1.Name", "StartTimeLowerBound"), ("Filters.member.1.Values.member.1", "2026-11-24T08:04:00Z"));

        Assert.Equal("2026-11-24T08:05:00.000Z", reply.Only("StartTime"));
    }

    [Fact]
    public async Task Describe_MoreThanAHundred_ComeInPagesNewestFirst()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MaxSize = 101, DesiredCapacity = 101 });

        var first = await cloud.AutoScalingAsync("DescribeScalingActivities");
        var second = await cloud.AutoScalingAsync("DescribeScalingActivities", ("NextToken", first.Only("NextToken")));

        Assert.Equal((100, 1), (first.All("ActivityId").Count, second.All("ActivityId").Count));
        Assert.Equal($"Launching a new EC2 instance: {cloud.Group.Instances[^1].Id}", first.All("Description")[0]);
    }

    [Fact]
    public async Task Describe_UnknownGroup_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.AutoScalingAsync("DescribeScalingActivities", ("AutoScalingGroupName", "nope"));

        Assert.Equal("400 ValidationError: AutoScalingGroup name not found - AutoScalingGroup 'nope' not found", reply.Error);
    }
}
