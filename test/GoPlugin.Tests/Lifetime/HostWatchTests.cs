using GoPlugin.Lifetime;
using GoPlugin.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace GoPlugin.Tests.Lifetime;

public sealed class HostWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HostConnections _connections = new();
    private bool _parentHasEnded;

    [Fact]
    public async Task WaitUntilGoneAsync_ParentEndedAndNobodyConnected_ReturnsWithinASecond()
    {
        var gone = Watch();
        _parentHasEnded = true;

        _time.Advance(TimeSpan.FromSeconds(1));

        await gone;
    }

    [Fact]
    public async Task WaitUntilGoneAsync_ParentEndedWhileAHostIsConnected_WaitsForItToLeave()
    {
        _connections.Opened();
        var gone = Watch();
        _parentHasEnded = true;
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(gone.IsCompleted);

        _connections.Closed();
        await _time.AdvanceUntilAsync(gone);

        await gone;
    }

    [Fact]
    public async Task WaitUntilGoneAsync_HostConnectsAnewWithinASecond_WaitsForItToLeave()
    {
        _connections.Opened();
        _parentHasEnded = true;
        var gone = Watch();
        _connections.Closed();
        await Task.Yield();

        _connections.Opened();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(gone.IsCompleted);

        _connections.Closed();
        await _time.AdvanceUntilAsync(gone);
    }

    [Fact]
    public async Task WaitUntilGoneAsync_ParentAliveAndNobodyConnected_GoesOnUntilCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var gone = WatchUntil(cancel.Token);
        for (var second = 0; second < 300; second++)
        {
            _time.Advance(HostWatch.Patience);
        }

        Assert.False(gone.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
    }

    private Task Watch() => WatchUntil(TestContext.Current.CancellationToken);

    private Task WatchUntil(CancellationToken cancellationToken) =>
        new HostWatch(_connections, () => _parentHasEnded, _time).WaitUntilGoneAsync(cancellationToken);
}
