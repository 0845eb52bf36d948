namespace Fleeting.Aws.Tests.Scaling;

public sealed class GroupAdviceTests
{
    [Theory]
    [InlineData("NotProtectedFromScaleIn", "Turn on NewInstancesProtectedFromScaleIn for the group")]
    [InlineData("AzRebalanceActive", "Suspend AZRebalance for the group")]
    [InlineData("LaunchSuspended", "aws autoscaling resume-processes --auto-scaling-group-name runners --scaling-processes Launch")]
    [InlineData("TerminateSuspended", "aws autoscaling resume-processes --auto-scaling-group-name runners --scaling-processes Terminate")]
    [InlineData("MinSizeAboveZero", "MinSize is 2, so the last 2 instances cannot be terminated. Set MinSize to 0")]
    [InlineData("MaxSizeZero", "Set MaxSize to at least max_instances of config.toml")]
    [InlineData("CapacityRebalanceOn", "Turn off CapacityRebalance for the group")]
    public async Task Init_BadSetting_WarnsOnceWithWhatToDo(string eventName, string advice)
    {
        await using var test = await TestGroup.OpenAsync(group => eventName switch
        {
            "NotProtectedFromScaleIn" => group with { NewInstancesProtectedFromScaleIn = false },
            "AzRebalanceActive" => group with { SuspendedProcesses = [] },
            "LaunchSuspended" => group with { SuspendedProcesses = ["AZRebalance", "Launch"] },
            "TerminateSuspended" => group with { SuspendedProcesses = ["AZRebalance", "Terminate"] },
            "MinSizeAboveZero" => group with { MinSize = 2, DesiredCapacity = 2 },
            "MaxSizeZero" => group with { MaxSize = 0 },
            _ => group with { CapacityRebalance = true },
        });
        test.Log.Expect(eventName);

        await test.Plugin.UpdateAsync(test.Cancellation);

        var message = test.Log.Only(eventName).Message;
        Assert.StartsWith("runners in us-east-1: ", message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_LaunchSuspendedAndResumedLater_SaysBothOnce()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Log.Expect("LaunchSuspended");

        test.Cloud.SuspendedProcesses = ["AZRebalance", "Launch"];
        await test.Plugin.UpdateAsync(test.Cancellation);
        await test.Plugin.UpdateAsync(test.Cancellation);
        test.Cloud.SuspendedProcesses = ["AZRebalance"];
        await test.Plugin.UpdateAsync(test.Cancellation);
        await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.NotNull(test.Log.Only("LaunchSuspended"));
        Assert.Equal("runners in us-east-1: the process Launch was resumed", test.Log.Only("ProcessResumed").Message);
    }

    [Fact]
    public async Task Init_GoodSettings_WarnsOfNothing()
    {
        await using var test = await TestGroup.OpenAsync();

        Assert.Equal(
            "runners in us-east-1: ready. DesiredCapacity 0, MinSize 0, MaxSize 10, 0 instances",
            test.Log.Only("GroupReady").Message);
    }
}
