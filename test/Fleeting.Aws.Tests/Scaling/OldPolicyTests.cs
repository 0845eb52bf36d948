using AwsSimulator.Faults;
using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Scaling;

/// <summary>The policy of 2023 grants DescribeAutoScalingInstances in place of DescribeAutoScalingGroups.</summary>
public sealed class OldPolicyTests
{
    [Fact]
    public async Task Init_GroupsDenied_WorksAndSaysOnceWhatIsLost()
    {
        await using var test = await OpenAsync(desired: 2);

        var instances = await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Equal(test.Cloud.Instances.Select(i => i.Id).Order(), instances.Select(i => i.Id).Order());
        Assert.Equal(1, test.Simulator.Calls.Count("DescribeAutoScalingGroups"));
        Assert.Matches(
            "^runners in us-east-1: its sizes and settings cannot be read, so they are not checked, MaxSize is not known before it is reached, and " +
            "changes of DesiredCapacity by others go unseen\\. Cause: could not read Auto Scaling Group \"runners\" in us-east-1: " +
            "autoscaling:DescribeAutoScalingGroups is not allowed: .*; allow autoscaling:DescribeAutoScalingGroups in the IAM policy of these " +
            "credentials: it is needed to read the group's instances, sizes and settings$",
            test.Log.Only("GroupPropertiesDenied").Message);
    }

    [Fact]
    public async Task Update_ManyPagesAndOtherGroups_ListsExactlyOurs()
    {
        await using var test = await StartAsync(desired: 120);
        test.Simulator.AddGroup(new() { Name = "others", DesiredCapacity = 70, MaxSize = 70, Sshd = false });
        await test.InitAsync();

        var instances = await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Equal(test.Cloud.Instances.Select(i => i.Id).Order(), instances.Select(i => i.Id).Order());
    }

    [Fact]
    public async Task Increase_BlindTwice_NeverAsksForLess()
    {
        await using var test = await OpenAsync(desired: 1);

        await test.Plugin.IncreaseAsync(2, test.Cancellation);
        await test.Plugin.IncreaseAsync(3, test.Cancellation);

        Assert.Equal(6, test.Cloud.DesiredCapacity);
        Assert.Equal(["3", "6"], test.Simulator.Calls.Of("SetDesiredCapacity").Select(c => c.Parameters["DesiredCapacity"]));
    }

    [Fact]
    public async Task Increase_BlindAfterLaunchesThatNeverCame_StillNeverAsksForLess()
    {
        await using var test = await OpenAsync(desired: 0);
        test.Cloud.LaunchFailure = "We currently do not have sufficient t3.micro capacity.";
        await test.Plugin.IncreaseAsync(2, test.Cancellation);
        await test.Plugin.UpdateAsync(test.Cancellation);

        await test.Plugin.IncreaseAsync(1, test.Cancellation);

        Assert.Equal(3, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Increase_BlindAboveMaxSize_TakesWhatFits()
    {
        await using var test = await OpenAsync(desired: 8);

        var result = await test.Plugin.IncreaseAsync(5, test.Cancellation);

        Assert.Equal(2, result.Succeeded);
        Assert.Equal(10, test.Cloud.DesiredCapacity);
        Assert.Equal(
            "could not increase Auto Scaling Group \"runners\" in us-east-1 by 5, only by 2: its DesiredCapacity is 8 and its MaxSize 10; " +
            "raise the group's MaxSize, or lower max_instances in config.toml",
            result.Failure?.Message);
    }

    [Fact]
    public async Task Increase_AfterDecrease_CountsTheTerminations()
    {
        await using var test = await OpenAsync(desired: 4);
        await test.Plugin.DecreaseAsync([.. test.Cloud.Instances.Take(3).Select(i => i.Id)], test.Cancellation);

        await test.Plugin.IncreaseAsync(1, test.Cancellation);

        Assert.Equal(2, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Init_BothDenied_NamesTheOneToAllow()
    {
        await using var test = await StartAsync(desired: 0);
        test.Simulator.Faults.Add(
            new Fault { Action = "DescribeAutoScalingInstances", Code = "AccessDenied", Status = 403, Times = null });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => test.InitAsync());

        Assert.Equal(ProviderErrorReason.PermissionDenied, e.Reason);
        Assert.Contains("allow autoscaling:DescribeAutoScalingGroups in the IAM policy", e.Message, StringComparison.Ordinal);
    }

    private static async Task<TestGroup> StartAsync(int desired)
    {
        var test = await TestGroup.StartAsync(group => group with { MaxSize = Math.Max(10, desired), DesiredCapacity = desired });
        test.Log.Expect("GroupPropertiesDenied");
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Code = "AccessDenied", Status = 403, Times = null });
        return test;
    }

    private static async Task<TestGroup> OpenAsync(int desired)
    {
        var test = await StartAsync(desired);
        await test.InitAsync();
        return test;
    }
}
