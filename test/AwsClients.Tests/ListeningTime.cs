using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests;

/// <summary>A clock that stands until it is moved, and tells of the timers that are set on it: a test moves it when the one it wants is there.</summary>
internal sealed class ListeningTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Told(base.CreateTimer(callback, state, dueTime, period), _timers.Writer);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of that length is set, then lets it pass.</summary>
    public async Task PassAsync(TimeSpan dueTime)
    {
        await SetAsync(dueTime);
        Advance(dueTime);
    }

    /// <summary>Waits until a timer of that length is set.</summary>
    public async Task SetAsync(TimeSpan dueTime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await _timers.Reader.ReadAsync(limit.Token) != dueTime)
        {
        }
    }

    private sealed class Told(ITimer timer, ChannelWriter<TimeSpan> timers) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            timers.TryWrite(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
