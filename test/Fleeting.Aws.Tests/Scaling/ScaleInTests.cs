using AwsSimulator;
using AwsSimulator.Faults;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class ScaleInTests
{
    [Fact]
    public async Task Decrease_Hundreds_GoByBatchesOfAHundred()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 300, DesiredCapacity = 250 });
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();

        var result = await test.Plugin.DecreaseAsync(ids, test.Cancellation);

        Assert.Null(result.Failure);
        Assert.Equal(ids.Order(), result.Succeeded.Order());
        Assert.Equal(0, test.Cloud.DesiredCapacity);
        Assert.Empty(test.Cloud.Instances);
        Assert.Equal(3, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
        await test.Plugin.UpdateAsync(test.Cancellation);
    }

    [Fact]
    public async Task Decrease_One_LowersDesiredCapacity()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });

        var result = await test.Plugin.DecreaseAsync([test.Cloud.Instances[0].Id], test.Cancellation);

        Assert.Single(result.Succeeded);
        Assert.Equal(1, test.Cloud.DesiredCapacity);
        Assert.Equal("true", test.Simulator.Calls.Of("TerminateInstanceInAutoScalingGroup").Single().Parameters["ShouldDecrementDesiredCapacity"]);
    }

    [Fact]
    public async Task Decrease_UnknownAmongMany_HoldsUpNone()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 5 });
        string[] ids = [.. test.Cloud.Instances.Select(i => i.Id), "i-00000000000000bad"];

        var result = await test.Plugin.DecreaseAsync(ids, test.Cancellation);

        Assert.Null(result.Failure);
        Assert.Equal(ids.Order(), result.Succeeded.Order());
        Assert.Equal(0, test.Cloud.DesiredCapacity);
        Assert.Equal(2, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
        await test.Plugin.UpdateAsync(test.Cancellation);
    }

    [Fact]
    public async Task Decrease_AlreadyTerminatingOrGone_Succeeds()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2, TerminateTime = TimeSpan.FromHours(1) });
        string[] ids = [.. test.Cloud.Instances.Select(i => i.Id)];
        await test.Plugin.DecreaseAsync(ids, test.Cancellation);

        var again = await test.Plugin.DecreaseAsync([.. ids, "i-00000000000000bad"], test.Cancellation);

        Assert.Null(again.Failure);
        Assert.Equal(3, again.Succeeded.Count);
        Assert.Equal(0, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Decrease_BelowMinSize_TakesWhatMayGoAndSaysWhyNotTheRest()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MinSize = 3, DesiredCapacity = 5 });
        test.Log.Expect("MinSizeAboveZero");

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);

        Assert.Equal(2, result.Succeeded.Count);
        Assert.Equal(3, test.Cloud.DesiredCapacity);
        Assert.Matches(
            "^could not terminate 3 of 5 instances of Auto Scaling Group \"runners\" in us-east-1: i-[0-9a-f]+, i-[0-9a-f]+, i-[0-9a-f]+: " +
            "Currently, desiredSize equals minSize \\(3\\)\\. Terminating instance without replacement will violate group's min size constraint",
            result.Failure?.Message);
    }

    [Fact]
    public async Task Decrease_FarBelowMinSize_StopsTryingWhenTheGroupRefuses()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MinSize = 30, MaxSize = 40, DesiredCapacity = 40 });
        test.Log.Expect("MinSizeAboveZero");

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);

        // The batch, ten that may go, and at most the eight that were under way when the first was refused.
        Assert.Equal(10, result.Succeeded.Count);
        Assert.InRange(test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"), 1 + 10 + 1, 1 + 10 + 8);
    }

    [Fact]
    public async Task Decrease_WhereBatchesAreUnknown_GoesSinglyAndRemembers()
    {
        await using var test = await TestGroup.OpenAsync(
            group => group with { DesiredCapacity = 10 }, simulator: new SimulatorSettings { BatchTermination = false });
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();

        var first = await test.Plugin.DecreaseAsync(ids[..5], test.Cancellation);
        var second = await test.Plugin.DecreaseAsync(ids[5..], test.Cancellation);

        Assert.Equal((5, 5), (first.Succeeded.Count, second.Succeeded.Count));
        Assert.Empty(test.Cloud.Instances);
        Assert.Equal(1 + 5 + 5, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
        Assert.NotNull(test.Log.Only("BatchTerminationUnknown"));
    }

    [Fact]
    public async Task Decrease_Denied_StopsAtTheFirstRefusal()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 300, DesiredCapacity = 300 });
        test.Simulator.Faults.Add(new Fault { Action = "TerminateInstanceInAutoScalingGroup", Code = "AccessDenied", Status = 403, Times = null });

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);

        Assert.Empty(result.Succeeded);
        Assert.Equal(ProviderErrorReason.PermissionDenied, result.Failure?.Reason);
        Assert.Matches(
            "^could not terminate 300 of 300 instances of Auto Scaling Group \"runners\" in us-east-1: i-[0-9a-f]+(, i-[0-9a-f]+){4} and 295 more: " +
            "autoscaling:TerminateInstanceInAutoScalingGroup is not allowed: ",
            result.Failure?.Message);
        Assert.Equal(1, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
    }

    [Fact]
    public async Task Decrease_OneOfTwoBatchesThrottled_KeepsTheFirst()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 150, DesiredCapacity = 150 });
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(
            new Fault { Action = "TerminateInstanceInAutoScalingGroup", Code = "Throttling", Message = "Rate exceeded", Times = null, After = 1 });

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);

        Assert.Equal(100, result.Succeeded.Count);
        Assert.Equal(ProviderErrorReason.ResourceExhausted, result.Failure?.Reason);
        Assert.Equal(50, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Decrease_SameIdTwice_TerminatesItOnce()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });
        var id = test.Cloud.Instances[0].Id;

        var result = await test.Plugin.DecreaseAsync([id, id], test.Cancellation);

        Assert.Equal([id], result.Succeeded);
        Assert.Equal(1, test.Cloud.DesiredCapacity);
    }
}
