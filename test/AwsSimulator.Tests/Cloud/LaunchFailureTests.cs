using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Cloud;

public sealed class LaunchFailureTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Classes => [.. LaunchFailure.All.Keys];

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task LaunchFailure_OfAnyClass_LeavesOneActivityForEachThatIsMissing(string name)
    {
        await using var cloud = await TestCloud.StartAsync();
        var failure = LaunchFailure.All[name];
        cloud.Group.LaunchFailure = failure;

        cloud.Group.DesiredCapacity = 2;

        Assert.Empty(cloud.Group.Instances);
        Assert.Equal(2, cloud.Group.Activities.Count);
        Assert.All(cloud.Group.Activities, activity => Assert.Equal(
            (failure.AfterPending ? "Cancelled" : "Failed", failure.Message, failure.AfterPending),
            (activity.StatusCode, activity.StatusMessage, activity.InstanceId is not null)));
        cloud.Group.LaunchFailure = null;
        Assert.Equal(2, cloud.Group.Instances.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Setup_WithoutWhatIsLaunchedFrom_FailsLaunchesUntilItIsThere(bool image)
    {
        await using var cloud = await TestCloud.StartAsync();
        var whole = cloud.Group.Setup;
        cloud.Group.Setup = image ? whole with { Image = null } : whole with { IsLaunchTemplateGone = true };

        cloud.Group.DesiredCapacity = 1;

        Assert.Empty(cloud.Group.Instances);
        Assert.Contains(image ? cloud.Group.ImageId : cloud.Group.LaunchTemplateId, Assert.Single(cloud.Group.Activities).StatusMessage);
        cloud.Group.Setup = whole;
        Assert.Single(cloud.Group.Instances);
    }

    [Fact]
    public async Task LaunchFailure_GoingOn_IsTriedAgainEveryMinute()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Group.LaunchFailure = LaunchFailure.All["quota"];
        cloud.Group.DesiredCapacity = 1;

        cloud.Time.Advance(TimeSpan.FromSeconds(59));
        var early = cloud.Group.Activities.Count;
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var after = cloud.Group.Activities.Count;
        cloud.Group.DesiredCapacity = 2;

        // The new one is tried at once, the other rests.
        Assert.Equal((1, 2, 3), (early, after, cloud.Group.Activities.Count));
    }

    [Fact]
    public async Task LaunchFailure_ThatPasses_BringsWhatIsMissing()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { ZoneLetters = ["a"] });
        cloud.Group.LaunchFailure = new LaunchFailure("No.") { Zone = "us-east-1a" };
        cloud.Group.DesiredCapacity = 1;
        cloud.Group.LaunchFailure = new LaunchFailure("No.") { Zone = "us-east-1b" };

        Assert.Equal("us-east-1a", cloud.First.AvailabilityZone);
    }

    [Fact]
    public async Task LaunchFailure_InOneZone_LaunchesInTheOther()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { ZoneLetters = ["a", "b"] });
        cloud.Group.LaunchFailure = LaunchFailure.All["capacity"] with { Zone = "us-east-1a" };

        cloud.Group.DesiredCapacity = 2;

        Assert.All(cloud.Group.Instances, instance => Assert.Equal("us-east-1b", instance.AvailabilityZone));
        Assert.Equal(2, cloud.Group.Instances.Count);
        var reply = await cloud.AutoScalingAsync(
            "DescribeScalingActivities", ("Filters.member.1.Name", "Status"), ("Filters.member.1.Values.member.1", "Failed"));
        Assert.Contains("\"Availability Zone\":\"us-east-1a\"", reply.Only("Details"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaunchFailure_AfterPending_ShowsTheInstanceUntilThen()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { LaunchTime = TimeSpan.FromSeconds(20) });
        cloud.Group.LaunchFailure = LaunchFailure.All["kms"];
        cloud.Group.DesiredCapacity = 1;
        var first = cloud.First;
        Assert.Equal(("Pending", "PreInService"), (first.LifecycleState, cloud.Group.Activities.Single().StatusCode));

        cloud.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(cloud.Group.Instances);
        Assert.Equal(("terminated", "Client.InternalError"), (first.Ec2State, first.StateReason));
        var activity = Assert.Single(cloud.Group.Activities);
        Assert.Equal(("Cancelled", first.Id), (activity.StatusCode, activity.InstanceId));
        Assert.StartsWith($"Launching a new EC2 instance: {first.Id}.  Status Reason: Instance became", activity.Description, StringComparison.Ordinal);
        cloud.Time.Advance(_minute);
        Assert.NotEqual(first.Id, cloud.First.Id);
    }

    [Fact]
    public async Task LaunchFailure_DesiredCapacityLowered_IsNotTriedAgain()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Group.LaunchFailure = LaunchFailure.All["price"];
        cloud.Group.DesiredCapacity = 2;
        cloud.Group.DesiredCapacity = 0;

        cloud.Time.Advance(_minute);

        Assert.Equal(2, cloud.Group.Activities.Count);
    }

    [Fact]
    public async Task SuspensionReasons_OfLaunch_AreAwsOwn()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { SuspendedProcesses = ["Launch", "AZRebalance"] });
        cloud.Group.SuspensionReasons = new Dictionary<string, string> { ["Launch"] = "Administrative suspension" };

        var reply = await cloud.AutoScalingAsync("DescribeAutoScalingGroups");

        Assert.Equal(["Administrative suspension", "User suspended at 2026-01-01T00:00:00Z"], reply.All("SuspensionReason"));
    }
}
