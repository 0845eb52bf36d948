namespace AwsClients.Transport;

/// <summary>
/// The way of all calls to one service. After AWS has throttled one, they go one at a time with a gap between, which doubles with every
/// further refusal and shrinks with every answer until it is gone. Those that go first overtake all that wait.
/// </summary>
internal sealed class CallPace(TimeProvider time)
{
    /// <summary>The gap after the first refusal.</summary>
    public static readonly TimeSpan FirstGap = TimeSpan.FromMilliseconds(250);

    /// <summary>No gap is longer.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    /// <summary>So many calls may be under way at once: a burst of connects must not open hundreds of TLS connections.</summary>
    public const int AtOnce = 100;

    // A shorter gap holds nobody up.
    private static readonly TimeSpan _leastGap = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource<CallTurn>, (bool IsLater, long Number)> _waiting = new();
    private long _number;
    private int _running;
    private TimeSpan _gap;
    private long _restsSince;
    private long? _widenedAt;
    private ITimer? _timer;

    /// <summary>How far apart calls begin at the moment; zero when there is no need.</summary>
    public TimeSpan Gap
    {
        get
        {
            lock (_lock)
            {
                return _gap;
            }
        }
    }

    /// <summary>Waits for a call's turn.</summary>
    /// <param name="isFirst">Whether it goes before those that wait.</param>
    /// <param name="cancellationToken">Gives the turn up.</param>
    /// <returns>To be disposed when the call is over.</returns>
    public async Task<CallTurn> EnterAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<CallTurn>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(turn, (!isFirst, _number++));
            LetGo();
        }

        await using var left = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        return await turn.Task.ConfigureAwait(false);
    }

    /// <summary>AWS throttled a call that began then. One that began before the last refusal says nothing new.</summary>
    internal void Throttled(long beganAt)
    {
        lock (_lock)
        {
            if (IsOld(beganAt))
            {
                return;
            }

            _gap = _gap == TimeSpan.Zero ? FirstGap : _gap * 2 < LongestGap ? _gap * 2 : LongestGap;
            _restsSince = time.GetTimestamp();
            _widenedAt = _restsSince;
        }
    }

    /// <summary>AWS served a call that began then. One that began before the last refusal does not show that the gap may shrink.</summary>
    internal void Served(long beganAt)
    {
        lock (_lock)
        {
            if (IsOld(beganAt))
            {
                return;
            }

            _gap -= _gap / 8;
            if (_gap < _leastGap)
            {
                _gap = TimeSpan.Zero;
                LetGo();
            }
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            _running--;
            LetGo();
        }
    }

    private bool IsOld(long beganAt) => beganAt <= _widenedAt;

    // Under the lock.
    private void LetGo()
    {
        while (_running < AtOnce && _waiting.Count > 0)
        {
            if (_gap > TimeSpan.Zero && _gap - time.GetElapsedTime(_restsSince) is var left && left > TimeSpan.Zero)
            {
                _timer ??= time.CreateTimer(_ => Rung(), null, left, Timeout.InfiniteTimeSpan);
                return;
            }

            // One that was cancelled meanwhile takes no turn.
            var now = time.GetTimestamp();
            if (_waiting.Dequeue().TrySetResult(new CallTurn(this, now)))
            {
                _running++;
                _restsSince = now;
            }
        }
    }

    private void Rung()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            LetGo();
        }
    }
}
