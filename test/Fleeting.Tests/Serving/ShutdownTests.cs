using Fleeting.Tests.Harness;
using Grpc.Core;

namespace Fleeting.Tests.Serving;

/// <summary>No call of a provider runs during or after its Shutdown.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly ServedGroup _served = new();
    private readonly TaskCompletionSource _linger = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _served.Dispose();

    [Fact]
    public async Task Shutdown_WhileACallRuns_EndsItFirstAndSaysSo()
    {
        var call = await HangAsync(CancellationToken.None);

        await _served.ShutdownAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(new Status(StatusCode.Cancelled, "could not answer Increase: the host called Shutdown while it ran"), error.Status);
        Assert.Equal(["init", "increase 1", "ended", "shutdown"], _served.Group.Calls);
    }

    [Fact]
    public async Task Shutdown_WhileACallThatTheHostCancelledStillEnds_WaitsForIt()
    {
        using var cancel = new CancellationTokenSource();
        _served.Group.Lingering = _linger.Task;
        var call = await HangAsync(cancel.Token);
        await cancel.CancelAsync();
        await _served.Group.Cancelled;

        var shutdown = _served.ShutdownAsync();
        Assert.Equal(["init", "increase 1"], _served.Group.Calls);
        _linger.SetResult();
        await shutdown;

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        Assert.Equal(["init", "increase 1", "ended", "shutdown"], _served.Group.Calls);
    }

    [Fact]
    public async Task Shutdown_WhileInitRuns_EndsItFirst()
    {
        _served.Group.Hangs = true;
        var init = _served.InitAsync();
        await _served.Group.Hanging;

        await _served.ShutdownAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => init)).StatusCode);
        Assert.Equal(["init", "ended", "shutdown"], _served.Group.Calls);
    }

    [Fact]
    public async Task Shutdown_CallThatDoesNotEnd_GoesAheadAfterAWhileAndWarns()
    {
        _served.Log.Expect("CallsRemain");
        _served.Group.Lingering = _linger.Task;
        var call = await HangAsync(CancellationToken.None);

        var shutdown = _served.ShutdownAsync();
        await _served.Group.Cancelled;
        while (!shutdown.IsCompleted)
        {
            _served.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await shutdown;
        Assert.Equal("calls still run 00:00:05 after Shutdown told them to end; shutting down all the same", _served.Log.Only("CallsRemain").Message);
        _served.Group.Failure = _ => new ObjectDisposedException("SemaphoreSlim");
        _linger.SetResult();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    private async Task<Task> HangAsync(CancellationToken cancellationToken)
    {
        await _served.InitAsync();
        _served.Group.Hangs = true;
        _served.Context = new CallContext(cancellationToken);
        var call = _served.IncreaseAsync(1);
        await _served.Group.Hanging;
        _served.Context = new CallContext(CancellationToken.None);
        return call;
    }
}
