using AwsSimulator;
using AwsSimulator.Calls;
using AwsSimulator.Faults;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

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
        Assert.Equal(2 + 5 + 5, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
        Assert.NotNull(test.Log.Only("BatchTerminationUnknown"));
    }

    [Fact]
    public async Task Decrease_UnlistedIdAndTheGroupCannotBeRead_TerminatesTheListedAndSaysSoOfTheOther()
    {
        await using var test = await TestGroup.OpenAsync(
            group => group with { DesiredCapacity = 2 }, simulator: new SimulatorSettings { BatchTermination = false });
        test.Log.Expect("ActionNotServed", "CannotTellWhatIsGone");
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();
        await test.Plugin.DecreaseAsync(ids[..1], test.Cancellation);
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Code = "InternalFailure", Status = 500, Times = null });

        var result = await test.Plugin.DecreaseAsync([ids[1], "i-00000000000000bad"], test.Cancellation);

        Assert.Equal(ids[1..], result.Succeeded);
        Assert.StartsWith(
            "could not terminate 1 of 2 instances of Auto Scaling Group \"runners\" in us-east-1: i-00000000000000bad: ",
            result.Failure?.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decrease_WhereBatchesAreUnknown_HasEightCallsUnderWayAndNoMore()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestGroup.OpenAsync(
            group => group with { MaxSize = 25, DesiredCapacity = 25 },
            simulator: new SimulatorSettings { BatchTermination = false, TimeProvider = clock });
        var answering = TimeSpan.FromSeconds(1);
        test.Simulator.Faults.Add(
            new Fault { Action = "TerminateInstanceInAutoScalingGroup", When = call => !IsBatch(call), Latency = answering, Times = null });

        var decrease = test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);
        var most = 0;
        _ = test.WaitForAsync(() => UnderWay() == 0 && decrease.IsCompleted);

        // One finds out that batches are unknown, then they go by eights.
        foreach (var (done, underWay) in new[] { (0, 1), (1, 8), (9, 8), (17, 8) })
        {
            await test.WaitForAsync(() => Singles().Count() == done && UnderWay() == underWay);
            clock.Advance(answering);
        }

        Assert.Equal(25, (await decrease).Succeeded.Count);
        Assert.Equal((8, 25), (most, Singles().Select(call => call.Parameters["InstanceId"]).Distinct().Count()));
        Assert.Equal(25, Singles().Count());

        int UnderWay()
        {
            var held = test.Simulator.Calls.Held;
            most = Math.Max(most, held);
            return held;
        }

        IEnumerable<RecordedCall> Singles() =>
            test.Simulator.Calls.Of("TerminateInstanceInAutoScalingGroup").Where(call => !IsBatch(call));

        static bool IsBatch(RecordedCall call) => call.Parameters.ContainsKey("InstanceIds.member.1");
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
    public async Task Decrease_One_NamesTheGroup()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 });
        var other = test.Simulator.AddGroup(new() { Name = "others", DesiredCapacity = 1, Sshd = false });

        var result = await test.Plugin.DecreaseAsync([other.Instances[0].Id], test.Cancellation);

        // It is not in the group, so for the host it is gone; and nothing has touched it.
        Assert.Equal([other.Instances[0].Id], result.Succeeded);
        Assert.Equal((1, 1), (other.Instances.Count(i => i.LifecycleState is "InService" or "Pending"), other.DesiredCapacity));
        Assert.Equal("runners", test.Simulator.Calls.Of("TerminateInstanceInAutoScalingGroup").Single().Parameters["AutoScalingGroupName"]);
    }

    [Fact]
    public async Task Decrease_InstanceOfAnotherGroupWhereBatchesAreUnknown_IsNotTouched()
    {
        await using var test = await TestGroup.OpenAsync(
            group => group with { DesiredCapacity = 3 }, simulator: new SimulatorSettings { BatchTermination = false });
        var other = test.Simulator.AddGroup(new() { Name = "others", DesiredCapacity = 2, Sshd = false });

        foreach (var id in (string[])[test.Cloud.Instances[0].Id, other.Instances[0].Id])
        {
            await test.Plugin.DecreaseAsync([id], test.Cancellation);
        }

        var both = await test.Plugin.DecreaseAsync([test.Cloud.Instances[^1].Id, other.Instances[1].Id], test.Cancellation);

        Assert.Equal((2, null), (both.Succeeded.Count, both.Failure));
        Assert.Equal(2, other.DesiredCapacity);
    }

    [Fact]
    public async Task Decrease_EmulatorThatBreaksOverBatches_GoesSingly()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 4 });
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault
        {
            Action = "TerminateInstanceInAutoScalingGroup",
            When = call => call.Parameters.ContainsKey("InstanceIds.member.1"),
            Code = "InternalFailure",
            Status = 500,
            Times = null,
        });

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Select(i => i.Id)], test.Cancellation);

        Assert.Equal((4, null), (result.Succeeded.Count, result.Failure));
        Assert.Equal(0, test.Cloud.DesiredCapacity);
    }

    [Theory]
    [InlineData("ScalingActivityInProgress")]
    [InlineData("ResourceContention")]
    [InlineData("ValidationError")]
    public async Task Decrease_BatchRefusedOnce_NextGoesByBatchAgain(string code)
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 6 });
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();
        test.Simulator.Faults.Add(new Fault { Action = "TerminateInstanceInAutoScalingGroup", Code = code, Status = 400 });
        var first = await test.Plugin.DecreaseAsync(ids[..3], test.Cancellation);
        var before = test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup");

        var second = await test.Plugin.DecreaseAsync(ids[3..], test.Cancellation);

        Assert.Equal((3, 3), (first.Succeeded.Count, second.Succeeded.Count));
        Assert.Equal(before + 1, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
    }

    [Fact]
    public async Task Decrease_AnswerLost_CountsWhatHasGone()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 3, TerminateTime = TimeSpan.FromHours(1) });
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(
            new Fault { Action = "TerminateInstanceInAutoScalingGroup", Code = "InternalFailure", Status = 500, CarriedOut = true, Times = null });

        var result = await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Take(2).Select(i => i.Id)], test.Cancellation);

        Assert.Equal((2, null), (result.Succeeded.Count, result.Failure));
        Assert.Equal(1, test.Cloud.DesiredCapacity);
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
