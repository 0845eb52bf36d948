using GoPlugin.Lifetime;
using GoPlugin.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace GoPlugin.Tests.Lifetime;

public sealed class HostWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HostConnections _connections = new();
    private int _parent = 100;

    [Fact]
    public async Task WaitUntilGoneAsync_ParentEndedAndNobodyConnected_ReturnsTrue()
    {
        var gone = Watch();
        _parent = 1;

        await _time.AdvanceUntilAsync(gone);

        Assert.True(await gone);
    }

    [Fact]
    public async Task WaitUntilGoneAsync_ParentEndedWhileAHostIsConnected_WaitsForItToLeave()
    {
        _connections.Opened();
        var gone = Watch();
        _parent = 1;
        Pass(TimeSpan.FromMinutes(5));
        Assert.False(gone.IsCompleted);

        _connections.Closed();
        await _time.AdvanceUntilAsync(gone);

        Assert.True(await gone);
    }

    [Fact]
    public async Task WaitUntilGoneAsync_ParentAliveAndNobodyConnected_GoesOnUntilCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var gone = WatchUntil(cancel.Token);
        Pass(TimeSpan.FromMinutes(5));
        Assert.False(gone.IsCompleted);

        await cancel.CancelAsync();

        Assert.False(await gone);
    }

    private Task<bool> Watch() => WatchUntil(TestContext.Current.CancellationToken);

    private Task<bool> WatchUntil(CancellationToken cancellationToken) =>
        new HostWatch(_connections, () => _parent, _time).WaitUntilGoneAsync(cancellationToken);

    private void Pass(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += HostWatch.Interval)
        {
            _time.Advance(HostWatch.Interval);
        }
    }
}
