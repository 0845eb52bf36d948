using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Cloud;

public sealed class ScalingTests
{
    [Fact]
    public async Task DesiredCapacity_WithLaunchTime_IsPendingUntilThen()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { LaunchTime = TimeSpan.FromSeconds(30) });
        cloud.Group.DesiredCapacity = 2;

        Assert.Equal(["Pending", "Pending"], cloud.Group.Instances.Select(instance => instance.LifecycleState));
        Assert.Equal("pending", cloud.First.Ec2State);
        cloud.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal("Pending", cloud.First.LifecycleState);
        cloud.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["InService", "InService"], cloud.Group.Instances.Select(instance => instance.LifecycleState));
        Assert.Equal("running", cloud.First.Ec2State);
        Assert.All(cloud.Group.Activities, activity => Assert.Equal("Successful", activity.StatusCode));
    }

    [Fact]
    public async Task DesiredCapacity_Lowered_EndsOnlyTheUnprotected()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 3 });
        var unprotected = cloud.Group.Instances[1];
        unprotected.ProtectedFromScaleIn = false;

        cloud.Group.DesiredCapacity = 1;

        Assert.Equal(2, cloud.Group.Instances.Count);
        Assert.DoesNotContain(unprotected, cloud.Group.Instances);
    }

    [Fact]
    public async Task SuspendedProcesses_Launch_LaunchesWhenResumed()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { SuspendedProcesses = ["Launch"] });
        cloud.Group.DesiredCapacity = 1;
        Assert.Empty(cloud.Group.Instances);

        cloud.Group.SuspendedProcesses = [];

        Assert.Single(cloud.Group.Instances);
    }

    [Fact]
    public async Task Reclaim_ASpotInstance_IsReplaced()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Spot = true });
        var lost = cloud.First;

        cloud.Group.Reclaim(lost);

        Assert.Equal("terminated", lost.Ec2State);
        Assert.NotEqual(lost.Id, Assert.Single(cloud.Group.Instances).Id);
    }

    [Fact]
    public async Task WaitForAsync_StateChangesLater_ReturnsThen()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1, LaunchTime = TimeSpan.FromSeconds(5) });
        var waiting = cloud.Simulator.WaitForAsync(() => cloud.First.LifecycleState == "InService", TestCloud.Cancellation);
        Assert.False(waiting.IsCompleted);

        cloud.Time.Advance(TimeSpan.FromSeconds(5));

        await waiting;
    }

    [Fact]
    public async Task Instances_IPv6Only_HaveNoOtherAddress()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Addresses = AddressKinds.Ipv6 });

        Assert.Equal((null, null, "2001:db8::1"), (cloud.First.PrivateIpAddress, cloud.First.PublicIpAddress, cloud.First.Ipv6Address));
    }

    [Fact]
    public async Task DesiredCapacity_FiveThousand_NeedsNoMachines()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MaxSize = 5000 });

        cloud.Group.DesiredCapacity = 5000;

        Assert.Equal(5000, cloud.Group.Instances.Count(instance => instance.LifecycleState == "InService"));
    }
}
