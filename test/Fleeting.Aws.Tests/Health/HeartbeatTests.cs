using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Health;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task Heartbeat_InServiceAndHealthy_Returns()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 });

        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
    }

    [Theory]
    [InlineData("Terminating:Wait", "Healthy", "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating:Wait")]
    [InlineData("Standby", "Healthy", "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Standby")]
    [InlineData("InService", "Unhealthy", "its health status in Auto Scaling Group \"runners\" in us-east-1 is Unhealthy")]
    public async Task Heartbeat_GroupSaysOtherwise_Refuses(string lifecycleState, string healthStatus, string cause)
    {
        await using var test = await TestGroup.StartAsync(group => group with { DesiredCapacity = 1 });
        var instance = test.Cloud.Instances[0];
        (instance.LifecycleState, instance.HealthStatus) = (lifecycleState, healthStatus);
        await test.InitAsync();

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));

        Assert.Equal(ProviderErrorReason.FailedPrecondition, e.Reason);
        Assert.Equal($"could not vouch for {instance.Id}: {cause}; it must not get another job", e.Message);
    }

    [Fact]
    public async Task Heartbeat_UnknownInstance_Refuses()
    {
        await using var test = await TestGroup.OpenAsync();

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync("i-00000000000000bad", test.Cancellation));

        Assert.Equal(
            "could not vouch for i-00000000000000bad: Auto Scaling Group \"runners\" in us-east-1 does not have it; it must not get another job",
            e.Message);
    }

    [Fact]
    public async Task Heartbeat_RightAfterDecrease_RefusesWhatWasTerminated()
    {
        var time = new FakeTimeProvider();
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2, TerminateTime = TimeSpan.FromHours(1) }, time: time);
        var (gone, stays) = (test.Cloud.Instances[0].Id, test.Cloud.Instances[1].Id);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await test.Plugin.DecreaseAsync([gone], test.Cancellation);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(gone, test.Cancellation));
        await test.Plugin.HeartbeatAsync(stays, test.Cancellation);
    }

    [Fact]
    public async Task Heartbeat_SecondsAfterALook_LooksAgain()
    {
        var time = new FakeTimeProvider();
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 }, time: time);
        var instance = test.Cloud.Instances[0];
        instance.HealthStatus = "Unhealthy";

        await test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation);
        time.Advance(TimeSpan.FromSeconds(4));

        await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));
    }
}
