using AwsSimulator.Faults;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling;

/// <summary>Update.</summary>
public sealed class GroupReaderTests
{
    [Fact]
    public async Task Update_Instances_ListsAllWithTheirStates()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 4 });
        test.Cloud.Instances[1].LifecycleState = "Pending:Wait";
        test.Cloud.Instances[2].LifecycleState = "Terminating:Wait";
        test.Cloud.Instances[3].LifecycleState = "Warmed:Stopped";

        var instances = await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Equal(
            [
                new Instance(test.Cloud.Instances[0].Id, InstanceState.Running),
                new Instance(test.Cloud.Instances[1].Id, InstanceState.Creating),
                new Instance(test.Cloud.Instances[2].Id, InstanceState.Deleting),
            ],
            instances);
    }

    [Fact]
    public async Task Update_FiveThousand_ListsAll()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 5000, DesiredCapacity = 5000 });

        Assert.Equal(5000, (await test.Plugin.UpdateAsync(test.Cancellation)).Count);
    }

    [Fact]
    public async Task Update_UnknownState_WarnsOnce()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });
        test.Log.Expect("UnknownLifecycleState");
        test.Cloud.Instances[0].LifecycleState = "Levitating";
        test.Cloud.Instances[1].LifecycleState = "Levitating";

        await test.Plugin.UpdateAsync(test.Cancellation);
        var instances = await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.All(instances, instance => Assert.Equal(InstanceState.Creating, instance.State));
        Assert.Equal(
            $"Levitating, first seen at {test.Cloud.Instances[0].Id} of runners in us-east-1, is a lifecycle state that this version does not know; " +
            "such instances count as creating",
            test.Log.Only("UnknownLifecycleState").Message);
    }

    [Fact]
    public async Task Update_DesiredMovedBySomeoneElse_WarnsOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestGroup.OpenAsync(time: time);
        test.Log.Expect("DesiredCapacityMoved");
        test.Cloud.DesiredCapacity = 3;

        for (var read = 0; read < 4; read++)
        {
            await test.Plugin.UpdateAsync(test.Cancellation);
            time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.StartsWith(
            "runners in us-east-1: DesiredCapacity moved from 0 to 3, and it was not this plugin.",
            test.Log.Only("DesiredCapacityMoved").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_ServiceDown_FailsRatherThanListingNothing()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 });
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Code = "InternalFailure", Status = 500, Times = null });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => test.Plugin.UpdateAsync(test.Cancellation));

        Assert.Equal(ProviderErrorReason.Unavailable, e.Reason);
    }

    [Fact]
    public async Task Update_NoAnswer_EndsWithinTheHostsMinuteAndSaysSo()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestGroup.OpenAsync(time: time);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Hang = true, Times = null });
        var update = test.Plugin.UpdateAsync(test.Cancellation);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("DescribeAutoScalingGroups") > 1);

        time.Advance(OpenGroup.UpdateLimit);

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => update);
        Assert.Contains("could not read Auto Scaling Group \"runners\" in us-east-1: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_Cancelled_EndsAtOnce()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Hang = true });
        using var cancellation = new CancellationTokenSource();

        var update = test.Plugin.UpdateAsync(cancellation.Token);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
    }
}
