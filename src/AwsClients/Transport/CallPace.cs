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
    private readonly PriorityQueue<TaskCompletionSource, (bool IsLater, long Number)> _waiting = new();
    private long _number;
    private int _running;
    private TimeSpan _gap;
    private DateTimeOffset _next;
    private DateTimeOffset _widenedAt;
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
    public async Task<IDisposable> EnterAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(turn, (!isFirst, _number++));
            LetGo();
        }

        await using var left = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        await turn.Task.ConfigureAwait(false);
        return new Turn(this);
    }

    /// <summary>AWS throttled a call. Those that were under way at the same time say nothing new.</summary>
    public void Throttled()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now < _widenedAt + _gap)
            {
                return;
            }

            _gap = _gap == TimeSpan.Zero ? FirstGap : _gap * 2 < LongestGap ? _gap * 2 : LongestGap;
            (_widenedAt, _next) = (now, now + _gap);
        }
    }

    /// <summary>AWS served a call.</summary>
    public void Served()
    {
        lock (_lock)
        {
            _gap -= _gap / 8;
            if (_gap < _leastGap)
            {
                _gap = TimeSpan.Zero;
                LetGo();
            }
        }
    }

    // Under the lock.
    private void LetGo()
    {
        while (_running < AtOnce && _waiting.Count > 0)
        {
            var now = time.GetUtcNow();
            if (_gap > TimeSpan.Zero && now < _next)
            {
                _timer ??= time.CreateTimer(_ => Rung(), null, _next - now, Timeout.InfiniteTimeSpan);
                return;
            }

            // One that was cancelled meanwhile takes no turn.
            if (_waiting.Dequeue().TrySetResult())
            {
                _running++;
                _next = now + _gap;
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

    private void Leave()
    {
        lock (_lock)
        {
            _running--;
            LetGo();
        }
    }

    private sealed class Turn(CallPace pace) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                pace.Leave();
            }
        }
    }
}
