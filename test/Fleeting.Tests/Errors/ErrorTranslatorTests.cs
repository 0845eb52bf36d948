using Fleeting.Errors;
using Fleeting.Tests.Harness;
using Grpc.Core;

namespace Fleeting.Tests.Errors;

public sealed class ErrorTranslatorTests : IDisposable
{
    private readonly ServedGroup _served = new();

    public void Dispose() => _served.Dispose();

    [Theory]
    [InlineData(ProviderErrorReason.NotFound, StatusCode.NotFound)]
    [InlineData(ProviderErrorReason.FailedPrecondition, StatusCode.FailedPrecondition)]
    [InlineData(ProviderErrorReason.PermissionDenied, StatusCode.PermissionDenied)]
    [InlineData(ProviderErrorReason.Unauthenticated, StatusCode.Unauthenticated)]
    [InlineData(ProviderErrorReason.ResourceExhausted, StatusCode.ResourceExhausted)]
    [InlineData(ProviderErrorReason.Unavailable, StatusCode.Unavailable)]
    [InlineData(ProviderErrorReason.DeadlineExceeded, StatusCode.DeadlineExceeded)]
    [InlineData(ProviderErrorReason.InvalidArgument, StatusCode.InvalidArgument)]
    [InlineData(ProviderErrorReason.Unsupported, StatusCode.Unimplemented)]
    [InlineData(ProviderErrorReason.Unknown, StatusCode.Unknown)]
    public async Task Translate_ProviderException_HasTheCodeOfItsReason(ProviderErrorReason reason, StatusCode code) =>
        Assert.Equal(new Status(code, "could not do X: cause"), await FailAsync(new ProviderException(reason, "could not do X: cause")));

    [Fact]
    public void Translate_EveryReason_IsInTheTableAbove() => Assert.Equal(10, Enum.GetValues<ProviderErrorReason>().Length);

    [Fact]
    public async Task Translate_ConfigException_NamesEveryProblem() => Assert.Equal(
        new Status(StatusCode.InvalidArgument, "name is missing; region is not a string"),
        await FailAsync(new ConfigException(["name is missing", "region is not a string"])));

    [Fact]
    public async Task Translate_AnythingElse_SaysThatItIsABugAndKeepsTheDetailsInTheLog()
    {
        _served.Log.Expect("CallFailedByBug");

        Assert.Equal(
            new Status(
                StatusCode.Internal,
                "could not answer Heartbeat: the plugin has a bug (InvalidOperationException); the plugin's log has the rest at the same time: " +
                "report that together with the plugin's version"),
            await FailAsync(new InvalidOperationException("secret detail")));
        var entry = _served.Log.Only("CallFailedByBug");
        Assert.Equal("Heartbeat failed after 0 ms by a bug in the plugin; please report this with the plugin's version", entry.Message);
        Assert.Equal("secret detail", entry.Exception?.Message);
    }

    [Fact]
    public async Task Translate_HostCancelled_IsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        _served.Context = new CallContext(cancel.Token);

        Assert.Equal(
            new Status(StatusCode.Cancelled, "could not answer Heartbeat: the host cancelled the call"),
            await FailAsync(new OperationCanceledException(cancel.Token)));
    }

    [Fact]
    public async Task Translate_DeadlinePassed_IsDeadlineExceeded()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        _served.Context = new CallContext(cancel.Token, _served.Time.GetUtcNow().UtcDateTime);

        Assert.Equal(
            new Status(StatusCode.DeadlineExceeded, "could not answer Heartbeat: the host's deadline passed first"),
            await FailAsync(new TaskCanceledException()));
    }

    [Fact]
    public async Task Translate_CancelledByNobody_IsABug()
    {
        _served.Log.Expect("CallFailedByBug");

        Assert.Equal(StatusCode.Internal, (await FailAsync(new TaskCanceledException())).StatusCode);
    }

    [Fact]
    public async Task Translate_HostCancelledAndTheCallBroke_IsNoBug()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        _served.Context = new CallContext(cancel.Token);

        Assert.Equal(
            new Status(StatusCode.Cancelled, "could not answer Heartbeat: the host cancelled the call"),
            await FailAsync(new IOException("the stream is gone")));
        Assert.Equal(
            "Heartbeat failed after 0 ms with Cancelled: could not answer Heartbeat: the host cancelled the call (IOException: the stream is gone)",
            _served.Log.Only("CallFailed").Message);
    }

    [Fact]
    public async Task Translate_TextThatNoHeaderHolds_IsCutInTheStatusAndWholeInTheLog()
    {
        var text = new string('x', 10_000);

        var detail = (await FailAsync(new ProviderException(ProviderErrorReason.Unknown, text))).Detail;

        Assert.Matches("^x+... \\(cut; the plugin's log at debug level has all of it\\)$", detail);
        Assert.Equal(StatusText.MaxBytes, detail.Length);
        Assert.Equal($"Heartbeat failed after 0 ms with Unknown: {text}", _served.Log.Only("CallFailed").Message);
    }

    [Fact]
    public async Task Translate_Refusal_IsInTheLogInItsOwnWords()
    {
        await Assert.ThrowsAsync<RpcException>(() => _served.HeartbeatAsync("i-1"));

        Assert.Equal(
            "Heartbeat failed after 0 ms with FailedPrecondition: could not answer Heartbeat: the host has not called Init yet, or it failed; "
            + "call Init first",
            _served.Log.Only("CallFailed").Message);
    }

    private async Task<Status> FailAsync(Exception exception)
    {
        var context = _served.Context;
        _served.Context = new CallContext(CancellationToken.None);
        await _served.InitAsync();
        _served.Context = context;
        _served.Group.Failure = _ => exception;
        return (await Assert.ThrowsAsync<RpcException>(() => _served.HeartbeatAsync("i-1"))).Status;
    }
}
