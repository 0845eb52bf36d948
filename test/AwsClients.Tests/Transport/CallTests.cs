using System.Diagnostics;
using AwsClients.InstanceConnect;
using AwsClients.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests.Transport;

/// <summary>Networks that fail, stall and are slow.</summary>
public sealed class CallTests
{
    private const string Groups = "autoscaling-DescribeAutoScalingGroups.xml";

    private static readonly StubAnswer _reset = new(200, "") { IsReset = true };
    private static readonly StubAnswer _stalled = new(200, "<DescribeAutoScalingGroupsResponse>") { IsStalled = true };

    [Fact]
    public async Task Call_ConnectionCutOnce_IsRetried()
    {
        var first = true;
        await using var stub = await StubAws.StartAsync(_ => Interlocked.Exchange(ref first, false) ? _reset : StubAnswer.Recorded(Groups));
        using var session = await StubSession.OpenAsync(stub);

        var answer = await session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Single(answer.AutoScalingGroups);
    }

    [Fact]
    public async Task Call_ConnectionCutAlways_NamesCallAndPlace()
    {
        await using var stub = await StubAws.StartAsync(_ => _reset);
        using var session = await StubSession.OpenAsync(stub);

        var error = await Assert.ThrowsAsync<NoAnswerException>(
            () => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken));

        Assert.StartsWith($"could not call DescribeAutoScalingGroups at {new Uri(stub.Url).Authority}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NobodyListens_NamesCallAndPlace()
    {
        var stub = await StubAws.StartAsync(_ => _reset);
        using var session = await StubSession.OpenAsync(stub);
        await stub.DisposeAsync();

        var error = await Assert.ThrowsAsync<NoAnswerException>(
            () => session.Ec2.DescribeInstancesAsync(new(), TestContext.Current.CancellationToken));

        Assert.Equal($"could not call DescribeInstances at {new Uri(stub.Url).Authority}: Connection refused; check the network, proxy and endpoint settings", error.Message);
    }

    [Fact]
    public async Task Call_NameUnknown_SaysWhichNameAndWhatToCheck()
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = "http://autoscaling.invalid",
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "sesame-secret",
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["HOME"] = "/nonexistent",
        };
        using var session = await StubSession.OpenAsync(new AwsSessionOptions { Region = "us-east-1" }, null, environment);

        var error = await Assert.ThrowsAsync<NoAnswerException>(
            () => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken));

        Assert.Equal(
            "could not call DescribeAutoScalingGroups at autoscaling.invalid: the name autoscaling.invalid could not be resolved; check the DNS "
            + "settings of this machine, and the region and the endpoint settings",
            error.Message);
    }

    [Fact]
    public async Task Calls_OneWasThrottled_TheGroupIsReadFirst()
    {
        var time = new ListeningTime();
        var first = true;
        await using var stub = await StubAws.StartAsync(request => (request.Form["Action"], Interlocked.Exchange(ref first, false)) switch
        {
            (_, true) => StubAnswer.Error(400, "Throttling", "Rate exceeded"),
            ("SetDesiredCapacity", _) => StubAnswer.Recorded("autoscaling-SetDesiredCapacity.xml"),
            _ => StubAnswer.Recorded(Groups),
        });
        using var session = await StubSession.OpenAsync(stub, time);
        using var leave = new CancellationTokenSource();
        var throttled = session.AutoScaling.SetDesiredCapacityAsync(new(), leave.Token);

        // It has been refused, and waits for its turn.
        await time.SetAsync(CallPace.FirstGap);
        var later = session.AutoScaling.SetDesiredCapacityAsync(new(), leave.Token);
        var read = session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);
        time.Advance(CallPace.FirstGap);
        await read;
        Assert.Equal(["SetDesiredCapacity", "DescribeAutoScalingGroups"], stub.Requests.Select(r => r.Form["Action"]));

        await leave.CancelAsync();
        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => later);
        Assert.EndsWith(
            "it waited for its turn, since AWS throttles these calls; other clients of this account and region share the limit",
            ended.InnerException?.Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttled);
    }

    [Fact]
    public void Limits_EachAttemptStalls_FitIntoACall() =>
        Assert.True(MaxAttempts.Default * (SessionHttp.ConnectTimeout + SessionHttp.SilenceTimeout) < CallLimit.Total);

    [Fact]
    public async Task Call_Cancelled_EndsAtOnceAndCutsTheConnection()
    {
        await using var stub = await StubAws.StartAsync(_ => _stalled);
        using var session = await StubSession.OpenAsync(stub);
        using var cancel = new CancellationTokenSource();
        var call = session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), cancel.Token);
        var request = await stub.NextAsync();

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await EndOf(request.Aborted);
    }

    [Fact]
    public async Task Call_CancelledBefore_SendsNothing()
    {
        await using var stub = await StubAws.StartAsync(_ => _reset);
        using var session = await StubSession.OpenAsync(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.InstanceConnect.SendSSHPublicKeyAsync(new(), new CancellationToken(canceled: true)));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Call_AnswerStallsInTheMiddle_EndsAfterTheLimit()
    {
        var time = new FakeTimeProvider();
        await using var stub = await StubAws.StartAsync(_ => _stalled);
        using var session = await StubSession.OpenAsync(stub, time);
        var call = session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);
        var request = await stub.NextAsync();

        time.Advance(CallLimit.Total);

        var error = await Assert.ThrowsAsync<NoAnswerException>(() => call);
        Assert.Equal(
            $"could not call DescribeAutoScalingGroups at {new Uri(stub.Url).Authority}: no answer within 60 s, retries included; check the "
            + "network, proxy and endpoint settings",
            error.Message);
        await EndOf(request.Aborted);
    }

    [Fact]
    public async Task Calls_OneAfterTheOther_ShareOneConnection()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Recorded(Groups));
        using var session = await StubSession.OpenAsync(stub);

        for (var i = 0; i < 20; i++)
        {
            await session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(20, stub.Requests.Count);
        Assert.Equal(1, stub.ConnectionCount);
    }

    [Fact]
    public async Task Calls_ThreeHundredAtOnce_AllSucceedOnAHundredConnectionsAtMost()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Recorded("ec2-instance-connect-SendSSHPublicKey.json"));
        using var session = await StubSession.OpenAsync(stub);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ =>
            session.InstanceConnect.SendSSHPublicKeyAsync(new SendSSHPublicKeyRequest(), TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.True(answer.Success));
        Assert.InRange(stub.ConnectionCount, 1, 100);
    }

    private static async Task EndOf(CancellationToken token)
    {
        var ended = new TaskCompletionSource();
        await using var registration = token.Register(ended.SetResult);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
