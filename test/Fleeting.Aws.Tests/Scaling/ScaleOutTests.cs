using AwsSimulator.Faults;
using Fleeting.Aws.Scaling;
using Fleeting.Aws.Tests.Scaling.Model;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class ScaleOutTests
{
    [Fact]
    public async Task Increase_WithHeadroom_AsksForAll()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });

        var result = await test.Plugin.IncreaseAsync(3, test.Cancellation);

        Assert.Equal((3, null), (result.Succeeded, result.Failure));
        Assert.Equal(5, test.Cloud.DesiredCapacity);
        Assert.Equal("false", test.Simulator.Calls.Of("SetDesiredCapacity").Single().Parameters["HonorCooldown"]);
    }

    [Fact]
    public async Task Increase_HalfFits_AsksForTheHalf()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 5, DesiredCapacity = 2 });

        var result = await test.Plugin.IncreaseAsync(6, test.Cancellation);

        Assert.Equal(3, result.Succeeded);
        Assert.Equal(
            "could not increase Auto Scaling Group \"runners\" in us-east-1 by 6, only by 3: its DesiredCapacity is 2 and its MaxSize 5; " +
            "raise the group's MaxSize, or lower max_instances in config.toml",
            result.Failure?.Message);
        Assert.Equal(5, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Increase_NoHeadroom_SaysSoAndAsksForNothing()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 2, DesiredCapacity = 2 });

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.IncreaseAsync(1, test.Cancellation));

        Assert.Equal(ProviderErrorReason.ResourceExhausted, e.Reason);
        Assert.Equal(
            "could not increase Auto Scaling Group \"runners\" in us-east-1 by 1: its DesiredCapacity is 2 and its MaxSize 2; " +
            "raise the group's MaxSize, or lower max_instances in config.toml",
            e.Message);
        Assert.Equal(0, test.Simulator.Calls.Count("SetDesiredCapacity"));
    }

    [Fact]
    public async Task Increase_ManyAtOnce_AddsUp()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 100 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.Plugin.IncreaseAsync(2, test.Cancellation)));

        Assert.Equal(16, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Increase_LoweredBySomeoneElse_StillAsksForWhatIsOwed()
    {
        await using var test = await TestGroup.OpenAsync();
        await test.Plugin.IncreaseAsync(4, test.Cancellation);
        test.Cloud.DesiredCapacity = 1;

        await test.Plugin.IncreaseAsync(2, test.Cancellation);

        Assert.Equal(6, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Increase_SurplusThatNobodyWaitsFor_IsReused()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Cloud.LaunchFailure = "We currently do not have sufficient t3.micro capacity.";
        test.Cloud.DesiredCapacity = 3;

        var result = await test.Plugin.IncreaseAsync(2, test.Cancellation);

        Assert.Equal((2, 3), (result.Succeeded, test.Cloud.DesiredCapacity));
        Assert.Equal(0, test.Simulator.Calls.Count("SetDesiredCapacity"));
    }

    [Fact]
    public async Task Increase_AtMaxSizeWithInstancesMissing_SaysWhatIsMissingAndWhy()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 4 }, time: time);
        test.Log.Expect("LaunchesFail");
        test.Cloud.LaunchFailure = "We currently do not have sufficient t3.micro capacity in us-east-1a. Launching EC2 instance failed.";
        await test.Plugin.IncreaseAsync(4, test.Cancellation);
        await test.Plugin.UpdateAsync(test.Cancellation);
        time.Advance(LaunchWatch.FirstLook);
        await test.Plugin.UpdateAsync(test.Cancellation);
        await test.Log.FirstAsync("LaunchesFail", test.Cancellation);

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.IncreaseAsync(1, test.Cancellation));

        Assert.Equal(
            "could not increase Auto Scaling Group \"runners\" in us-east-1 by 1: its MaxSize 4 is asked for already (DesiredCapacity 4), and 4 of that " +
            "have not come: We currently do not have sufficient t3.micro capacity in us-east-1a. Launching EC2 instance failed (Capacity in us-east-1a). " +
            "Auto Scaling goes on trying. Add instance types or Availability Zones to the group, or let it launch On-Demand instances as well",
            e.Message);
    }

    [Fact]
    public async Task Update_OwedAndLoweredBySomeoneElse_AsksAgainAfterAWhile()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await TestGroup.OpenAsync(time: time);
        test.Log.Expect("DesiredCapacityMoved");
        test.Cloud.LaunchFailure = "no";
        await test.Plugin.IncreaseAsync(6, test.Cancellation);
        test.Cloud.DesiredCapacity = 2;
        time.Advance(CapacityLedger.Settling);
        await test.Plugin.UpdateAsync(test.Cancellation);
        time.Advance(CapacityLedger.Patience);

        await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Contains("set to 6 again", (await test.Log.FirstAsync("AskedAgain", test.Cancellation)).Message, StringComparison.Ordinal);
        Assert.Equal(6, test.Cloud.DesiredCapacity);
    }

    [Fact]
    public async Task Increase_WeightedGroup_CountsUnits()
    {
        var cloud = new ModelCloud(new Random(1)) { Weight = 4 };
        cloud.StrangerMoves(20);
        cloud.Tick();
        var plugin = new ModelPlugin(cloud, new SkippingTime());
        await plugin.UpdateAsync();

        var result = await plugin.ScaleOut.IncreaseAsync(1, TestContext.Current.CancellationToken);

        cloud.Tick();
        Assert.Equal((1, 24, 6), (result.Succeeded, cloud.Desired, cloud.Instances.Count(i => i.IsMember)));
    }

    [Fact]
    public async Task Increase_RaisedBySomeoneElseBetweenItsAttempts_DoesNotUndoThat()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Simulator.Faults.Add(new Fault { Action = "SetDesiredCapacity", Code = "InternalFailure", Status = 500, Times = 1 });
        var increase = test.Plugin.IncreaseAsync(2, test.Cancellation);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("SetDesiredCapacity") > 0);

        test.Cloud.DesiredCapacity = 9;

        Assert.Equal((2, 9), ((await increase).Succeeded, test.Cloud.DesiredCapacity));
    }

    [Fact]
    public async Task Increase_FailsOnce_IsTriedAgainAndNotCalledAnOutage()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Simulator.Faults.Add(new Fault { Action = "SetDesiredCapacity", Code = "InternalFailure", Status = 500, Times = 1 });

        var result = await test.Plugin.IncreaseAsync(3, test.Cancellation);

        Assert.Equal((3, 3, 2), (result.Succeeded, test.Cloud.DesiredCapacity, test.Simulator.Calls.Count("SetDesiredCapacity")));
    }

    [Fact]
    public async Task Increase_AnswerLost_CountsWhatWasDone()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Simulator.Faults.Add(
            new Fault { Action = "SetDesiredCapacity", Code = "InternalFailure", Status = 500, CarriedOut = true, Times = null });

        var result = await test.Plugin.IncreaseAsync(3, test.Cancellation);

        Assert.Equal((3, 3, 1), (result.Succeeded, test.Cloud.DesiredCapacity, test.Simulator.Calls.Count("SetDesiredCapacity")));
    }

    [Fact]
    public async Task Increase_ServiceDown_Fails()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(
            new Fault { Action = "SetDesiredCapacity", Code = "ServiceUnavailable", Message = "Try later.", Status = 503, Times = null });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => test.Plugin.IncreaseAsync(3, test.Cancellation));

        Assert.Equal(ProviderErrorReason.Unavailable, e.Reason);
        Assert.Matches(
            "^could not increase Auto Scaling Group \"runners\" in us-east-1 by 3 \\(to DesiredCapacity 3\\): Try later \\(ServiceUnavailable, request [^ ]+\\)$",
            e.Message);
    }

    [Fact]
    public async Task Increase_Denied_NamesTheActionAndWhatItIsFor()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Simulator.Faults.Add(new Fault { Action = "SetDesiredCapacity", Code = "AccessDenied", Message = "No.", Status = 403, Times = null });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => test.Plugin.IncreaseAsync(1, test.Cancellation));

        Assert.Equal(ProviderErrorReason.PermissionDenied, e.Reason);
        Assert.Matches(
            "^could not increase Auto Scaling Group \"runners\" in us-east-1 by 1 \\(to DesiredCapacity 1\\): autoscaling:SetDesiredCapacity is not " +
            "allowed: No \\(AccessDenied, request [^ ]+\\); allow autoscaling:SetDesiredCapacity in the IAM policy of these credentials: " +
            "it is needed to launch instances$",
            e.Message);
    }
}
