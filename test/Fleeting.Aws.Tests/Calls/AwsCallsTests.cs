using System.Net;
using Amazon.Runtime;
using AwsClients;
using Fleeting.Aws.Calls;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace Fleeting.Aws.Tests.Calls;

public sealed class AwsCallsTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly AwsCalls _calls;

    public AwsCallsTests()
    {
        _calls = new AwsCalls(new GroupScope("runners", "eu-west-1"), _log.CreateLogger("test"), _time, _closing.Token);
        _calls.Opened();
    }

    public static TheoryData<Exception, ProviderErrorReason, bool> WhatMayBeThrown => new()
    {
        { Aws("AccessDenied", HttpStatusCode.Forbidden), ProviderErrorReason.PermissionDenied, false },
        { Aws("ValidationError", HttpStatusCode.BadRequest), ProviderErrorReason.InvalidArgument, false },
        { Aws("InvalidInstanceID.NotFound", HttpStatusCode.BadRequest), ProviderErrorReason.NotFound, false },
        { Aws("OptInRequired", HttpStatusCode.Forbidden), ProviderErrorReason.Unauthenticated, false },
        { Aws("EC2InstanceUnavailableException", HttpStatusCode.BadRequest), ProviderErrorReason.Unavailable, true },
        { Aws("ScalingActivityInProgress", HttpStatusCode.BadRequest), ProviderErrorReason.FailedPrecondition, true },
        { Aws("ExpiredToken", HttpStatusCode.Forbidden), ProviderErrorReason.Unauthenticated, true },
        { Aws("Throttling", HttpStatusCode.BadRequest), ProviderErrorReason.ResourceExhausted, true },
        { Aws("InternalFailure", HttpStatusCode.InternalServerError), ProviderErrorReason.Unavailable, true },
        { Aws(null, HttpStatusCode.BadGateway), ProviderErrorReason.Unavailable, true },
        { new AmazonClientException("half an answer"), ProviderErrorReason.Unavailable, true },
        { new AwsSessionException(AwsSessionErrorReason.CredentialsRefused, "no credentials"), ProviderErrorReason.Unauthenticated, true },
        { new InvalidOperationException("a credential_process with a bug"), ProviderErrorReason.Unavailable, true },
        { new FormatException("a bug"), ProviderErrorReason.Unavailable, true },
        { new TypeInitializationException("T", null), ProviderErrorReason.Unavailable, true },
        { new OperationCanceledException("not by the caller"), ProviderErrorReason.Unavailable, true },
    };

    [Theory]
    [MemberData(nameof(WhatMayBeThrown), DisableDiscoveryEnumeration = true)]
    public async Task Run_AnythingThrown_BecomesAnAwsExceptionWithTheCause(Exception thrown, ProviderErrorReason reason, bool mayPass)
    {
        _log.Expect("ActionNotServed");

        var e = await Assert.ThrowsAsync<AwsException>(() => RunAsync(thrown));

        Assert.Equal((reason, mayPass), (e.Reason, e.MayPass));
        Assert.StartsWith("could not do it: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(thrown.Message.TrimEnd('.'), e.Message, StringComparison.Ordinal);
        Assert.Same(thrown, e.InnerException);
    }

    [Fact]
    public async Task Run_CallerHasLeft_IsACancellationAndNobodysFailure()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _calls.RunAsync<int>(AwsAction.DescribeInstances, "do it", token => Task.FromCanceled<int>(token), caller.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _calls.RunAsync<int>(AwsAction.DescribeInstances, "do it", _ => throw new ObjectDisposedException("client"), caller.Token));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task RunPages_TokensLead_ToTheLast()
    {
        var asked = new List<string?>();

        await PagesAsync(token =>
        {
            asked.Add(token);
            return token switch { null => "a", "a" => "b", _ => "" };
        });

        Assert.Equal([null, "a", "b"], asked);
    }

    [Fact]
    public async Task RunPages_PageThatIsFollowedByItself_IsAnOutage()
    {
        _log.Expect("ActionNotServed");

        var e = await Assert.ThrowsAsync<AwsException>(() => PagesAsync(_ => "a"));

        Assert.True(e.MayPass);
        Assert.StartsWith("could not do it: page 2 of the answer says that it is followed by itself", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunPages_AnswerWithoutEnd_IsLeftAfterTheMostPages()
    {
        _log.Expect("ActionNotServed");
        var pages = 0;

        var e = await Assert.ThrowsAsync<AwsException>(() => PagesAsync(_ => $"{++pages}"));

        Assert.Equal((AwsCalls.MostPages, true), (pages, e.MayPass));
        Assert.StartsWith("could not do it: the answer goes on after 1000 pages", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GroupIsClosed_IsACancellationAndNobodysFailure()
    {
        var call = _calls.RunAsync(
            AwsAction.DescribeInstances,
            "do it",
            async token =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, token));
                return await Task.FromException<int>(new ObjectDisposedException("client"));
            },
            TestContext.Current.CancellationToken);

        await _closing.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task NoAnswerFor_SlowCallOfAnotherAction_IsNotBlamed()
    {
        var (slow, send) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var token = TestContext.Current.CancellationToken;
        var calls = Task.WhenAll(
            _calls.RunAsync(AwsAction.DescribeInstances, "do it", _ => slow.Task, token),
            _calls.RunAsync(AwsAction.SendSSHPublicKey, "do it", _ => send.Task, token));
        _time.Advance(TimeSpan.FromSeconds(5));

        _calls.NoAnswerFor(TimeSpan.FromSeconds(2), [AwsAction.DescribeInstances, AwsAction.DescribeSpotInstanceRequests]);

        Assert.Equal(AwsAction.DescribeInstances.Name, _log.Only("ActionNotServed").Fields["Action"]);
        _log.Expect("ActionNotServed");
        slow.SetResult(1);
        send.SetResult(1);
        await calls;
    }

    [Fact]
    public async Task Run_OutageOfManyCalls_IsToldWhenItBeginsAndWhenItEnds()
    {
        _log.Expect("ActionNotServed");
        for (var call = 0; call < 100; call++)
        {
            await Assert.ThrowsAsync<AwsException>(() => RunAsync(Aws("InternalFailure", HttpStatusCode.InternalServerError)));
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        await RunAsync(null);
        await RunAsync(null);

        Assert.Equal(
            [
                "runners in eu-west-1: AWS does not serve ec2:DescribeInstances: Said by AWS (InternalFailure, request id unknown). Until it does again, " +
                "connects wait and try again, and heartbeats go by the group alone",
                "runners in eu-west-1: AWS serves ec2:DescribeInstances again, after 300 s; calls that failed meanwhile: 100",
            ],
            _log.Entries.Select(entry => entry.Message));
    }

    [Fact]
    public async Task Run_FailsBeforeTheGroupIsOpen_IsLeftToTheErrorOfInit()
    {
        var calls = new AwsCalls(new GroupScope("runners", "eu-west-1"), _log.CreateLogger("test"), _time, CancellationToken.None);

        await Assert.ThrowsAsync<AwsException>(() => calls.RunAsync<int>(
            AwsAction.DescribeInstances, "do it", _ => throw new AmazonClientException("cut"), TestContext.Current.CancellationToken));

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Run_TwoActionsFail_EachIsTold()
    {
        _log.Expect("ActionNotServed");
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut")));
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut"), AwsAction.SendSSHPublicKey));
        await RunAsync(null);

        Assert.Equal(
            ["ec2:DescribeInstances", "ec2-instance-connect:SendSSHPublicKey", "ec2:DescribeInstances"],
            _log.Entries.Select(entry => entry.Fields["Action"]));
    }

    [Fact]
    public async Task Run_RefusalInAnOutage_IsAnAnswer()
    {
        _log.Expect("ActionNotServed");
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut")));
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(Aws("InvalidInstanceID.NotFound", HttpStatusCode.BadRequest)));

        Assert.Equal(["ActionNotServed", "ActionServedAgain"], _log.Entries.Select(entry => entry.EventName));
    }

    [Fact]
    public async Task Run_EverySecondCallFails_IsNotToldEachTime()
    {
        _log.Expect("ActionNotServed");
        for (var call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut")));
            await RunAsync(null);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["ActionNotServed", "ActionServedAgain"], _log.Entries.Select(entry => entry.EventName));

        // But a second failure in a row is no chance any more.
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut")));
        await Assert.ThrowsAsync<AwsException>(() => RunAsync(new AmazonClientException("cut")));
        Assert.Equal(3, _log.Entries.Count);
    }

    [Fact]
    public async Task NoAnswerFor_CallThatHangs_IsToldBeforeItFails()
    {
        _log.Expect("ActionNotServed");
        var answer = new TaskCompletionSource<int>();
        var call = _calls.RunAsync(AwsAction.DescribeInstances, "do it", _ => answer.Task, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));
        _calls.NoAnswerFor(TimeSpan.FromSeconds(2.5), [AwsAction.DescribeInstances]);
        Assert.Empty(_log.Entries);
        _time.Advance(TimeSpan.FromSeconds(1));
        _calls.NoAnswerFor(TimeSpan.FromSeconds(2.5), [AwsAction.DescribeInstances]);
        _calls.NoAnswerFor(TimeSpan.FromSeconds(2.5), [AwsAction.DescribeInstances]);

        Assert.Equal(
            "no answer for 3 s; check the network, proxy and endpoint settings", _log.Only("ActionNotServed").Fields["Cause"]);
        answer.SetResult(1);
        await call;
        Assert.Equal(0, _log.Only("ActionServedAgain").Fields["Calls"]);
        _calls.NoAnswerFor(TimeSpan.Zero, [AwsAction.DescribeInstances]);
        Assert.Equal(2, _log.Entries.Count);
    }

    public void Dispose()
    {
        _closing.Dispose();
        _log.Dispose();
    }

    private static AmazonServiceException Aws(string? code, HttpStatusCode status) =>
        new("Said by AWS") { ErrorCode = code, StatusCode = status };

    private Task PagesAsync(Func<string?, string?> page) => _calls.RunPagesAsync(
        AwsAction.DescribeInstances, "do it", (token, _) => Task.FromResult(page(token)), TestContext.Current.CancellationToken);

    private Task<int> RunAsync(Exception? thrown, AwsAction? action = null) => _calls.RunAsync(
        action ?? AwsAction.DescribeInstances,
        "do it",
        _ => thrown is null ? Task.FromResult(1) : throw thrown,
        TestContext.Current.CancellationToken);
}
