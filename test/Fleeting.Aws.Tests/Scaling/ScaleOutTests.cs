using AwsSimulator.Faults;

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
    public async Task Increase_DesiredMovedBySomeoneElse_WarnsAndBuildsOnWhatIsThere()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Log.Expect("DesiredCapacityMoved");
        await test.Plugin.IncreaseAsync(4, test.Cancellation);
        test.Cloud.DesiredCapacity = 1;

        await test.Plugin.IncreaseAsync(2, test.Cancellation);

        Assert.Equal(3, test.Cloud.DesiredCapacity);
        Assert.Equal(
            "runners in us-east-1: DesiredCapacity moved from 4 to 1, and it was not this plugin. " +
            "Look for a second runner, a scaling policy or a schedule that manages the same group",
            test.Log.Only("DesiredCapacityMoved").Message);
    }

    [Fact]
    public async Task Increase_AnswerLost_CountsWhatWasDone()
    {
        await using var test = await TestGroup.OpenAsync();
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(
            new Fault { Action = "SetDesiredCapacity", Code = "InternalFailure", Status = 500, CarriedOut = true, Times = null });

        var result = await test.Plugin.IncreaseAsync(3, test.Cancellation);

        Assert.Equal(3, result.Succeeded);
        Assert.Equal(3, test.Cloud.DesiredCapacity);
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
