using AwsSimulator.Faults;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class LaunchWatchTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Update_LaunchesFail_SaysWhatIsMissingWhyAndWhatToDoAndTheEnd()
    {
        await using var test = await OpenAsync("LaunchesFail");
        test.Cloud.LaunchFailure = "Could not launch Spot Instances. UnfulfillableCapacity - No capacity. Launching EC2 instance failed.";
        await test.Plugin.IncreaseAsync(3, test.Cancellation);
        await UpdateAfterAsync(test, TimeSpan.Zero);
        await UpdateAfterAsync(test, LaunchWatch.FirstLook);

        var told = await test.Log.FirstAsync("LaunchesFail", test.Cancellation);
        await LookUntilAsync(test, 6);

        test.Cloud.LaunchFailure = null;
        await test.WaitForAsync(() => test.Cloud.Instances.Count(i => i.LifecycleState == "InService") == 3);
        await UpdateAfterAsync(test, TimeSpan.FromSeconds(20));

        Assert.Equal(
            "runners in us-east-1: 3 of 3 instances have not started for 15 s: Could not launch Spot Instances. UnfulfillableCapacity - No capacity. " +
            "Launching EC2 instance failed (UnfulfillableCapacity in us-east-1a); failed launches so far: 3. Auto Scaling goes on trying. Add instance types or Availability " +
            "Zones to the group, or let it launch On-Demand instances as well",
            told.Message);
        Assert.NotNull(test.Log.Only("LaunchesFail"));
        Assert.Equal(
            "runners in us-east-1: launches work again; all 3 instances are there, 2 min after the first was missed", test.Log.Only("LaunchesWork").Message);
    }

    [Fact]
    public async Task Update_FailureThatAPersonMustMend_IsAnError()
    {
        await using var test = await OpenAsync("LaunchesFailForGood");
        test.Cloud.LaunchFailure = "The image id '[ami-0123]' does not exist. Launching EC2 instance failed.";
        await test.Plugin.IncreaseAsync(1, test.Cancellation);
        await UpdateAfterAsync(test, TimeSpan.Zero);
        await UpdateAfterAsync(test, LaunchWatch.FirstLook);

        var told = await test.Log.FirstAsync("LaunchesFailForGood", test.Cancellation);
        Assert.Contains("Mend the group's launch template", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_LaunchesThatComeInTime_AreNotLookedAt()
    {
        await using var test = await OpenAsync();
        await test.Plugin.IncreaseAsync(3, test.Cancellation);
        for (var update = 0; update < 5; update++)
        {
            await UpdateAfterAsync(test, TimeSpan.FromSeconds(10));
        }

        Assert.Equal(0, test.Simulator.Calls.Count("DescribeScalingActivities"));
    }

    [Fact]
    public async Task Update_ActivitiesDenied_SaysOnceWhatIsMissingAndWhatToAllow()
    {
        await using var test = await OpenAsync("LaunchFailuresDenied");
        test.Simulator.Faults.Add(new Fault { Action = "DescribeScalingActivities", Code = "AccessDenied", Status = 403, Times = null });
        test.Cloud.LaunchFailure = "no";
        await test.Plugin.IncreaseAsync(2, test.Cancellation);
        await UpdateAfterAsync(test, TimeSpan.Zero);
        await UpdateAfterAsync(test, LaunchWatch.FirstLook);
        var told = await test.Log.FirstAsync("LaunchFailuresDenied", test.Cancellation);
        await LookUntilAsync(test, 6);

        Assert.StartsWith(
            "runners in us-east-1: 2 of 2 instances have not started for 15 s, and the reason cannot be told, now or later: could not read the scaling " +
            "activities of Auto Scaling Group \"runners\" in us-east-1: autoscaling:DescribeScalingActivities is not allowed",
            told.Message,
            StringComparison.Ordinal);
        Assert.NotNull(test.Log.Only("LaunchFailuresDenied"));
    }

    [Fact]
    public async Task Update_NoLaunchTriedForMinutes_SaysSo()
    {
        await using var test = await OpenAsync("NoLaunchTried", "LaunchSuspended");
        test.Cloud.SuspendedProcesses = ["AZRebalance", "Launch"];
        await test.Plugin.IncreaseAsync(2, test.Cancellation);
        await UpdateAfterAsync(test, TimeSpan.Zero);
        await UpdateAfterAsync(test, LaunchWatch.Silence);

        var told = await test.Log.FirstAsync("NoLaunchTried", test.Cancellation);
        Assert.StartsWith("runners in us-east-1: 2 of 2 instances have not started for 5 min", told.Message, StringComparison.Ordinal);
    }

    private async Task<TestGroup> OpenAsync(params string[] expected)
    {
        var test = await TestGroup.OpenAsync(time: _time);
        test.Log.Expect(expected);
        return test;
    }

    /// <summary>Updates every 20 s until so many looks have been made. The limits of a call run on the same clock: no time passes before it has come.</summary>
    private async Task LookUntilAsync(TestGroup test, int looks)
    {
        for (var look = test.Simulator.Calls.Count("DescribeScalingActivities") + 1; look <= looks; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            while (test.Simulator.Calls.Count("DescribeScalingActivities") < look)
            {
                await test.Plugin.UpdateAsync(test.Cancellation);
            }
        }
    }

    private async Task UpdateAfterAsync(TestGroup test, TimeSpan pause)
    {
        _time.Advance(pause);
        await test.Plugin.UpdateAsync(test.Cancellation);
    }
}
