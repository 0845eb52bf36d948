using Fleeting.Aws.Calls;
using Fleeting.Errors;

namespace Fleeting.Aws.Health;

/// <summary>
/// A read that serves all who want to know something now: one at a time, in the background, and while AWS does not answer no more often
/// than makes sense. Nobody asks, nothing is read.
/// </summary>
/// <param name="read">Reads, and remembers what it read.</param>
/// <param name="actions">What it calls.</param>
/// <param name="onRefusal">Is told of a failure that will not pass.</param>
/// <param name="calls">Are told of a read that does not end.</param>
/// <param name="time">The clock.</param>
/// <param name="closing">Ends the read.</param>
internal sealed class BackgroundRead(
    Func<CancellationToken, Task> read,
    IReadOnlyList<AwsAction> actions,
    Action<AwsException> onRefusal,
    AwsCalls calls,
    TimeProvider time,
    CancellationToken closing)
{
    /// <summary>A read that has run for longer than this is waited for by nobody.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    // The call itself may have begun a moment after the read.
    private static readonly TimeSpan _slow = Patience - TimeSpan.FromSeconds(0.5);

    // A read that has not come by then will not; the next one finds out whether AWS is back.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _restAfterFailure = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _restAfterRefusal = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private long _beganAt;
    private long _endedAt;
    private TimeSpan _rest;
    private int _failures;

    /// <summary>Joins the read that runs, or begins one. Ends early when waiting does not help: what is known then is all there is.</summary>
    public async Task JoinAsync()
    {
        Task running;
        TimeSpan left;
        lock (_lock)
        {
            if (_running.IsCompleted)
            {
                if (_failures > 0 && time.GetElapsedTime(_endedAt) < _rest)
                {
                    return;
                }

                _beganAt = time.GetTimestamp();
                _running = Task.Run(ReadAsync, CancellationToken.None);
            }

            (running, left) = (_running, Patience - time.GetElapsedTime(_beganAt));
        }

        try
        {
            await running.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It goes on, for those who come when it has ended.
            calls.NoAnswerFor(_slow, actions);
        }
    }

    private async Task ReadAsync()
    {
        TimeSpan? rest = null;
        try
        {
            using var limit = new CancellationTokenSource(_limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, closing);
            await read(either.Token).ConfigureAwait(false);
        }
        catch (AwsException e) when (!e.MayPass)
        {
            onRefusal(e);
            rest = _restAfterRefusal;
        }
        catch (Exception e) when (e is ProviderException or OperationCanceledException)
        {
            // AwsCalls has told it.
            rest = Longer();
        }

        lock (_lock)
        {
            _endedAt = time.GetTimestamp();
            _rest = rest ?? TimeSpan.Zero;
            _failures = rest is null ? 0 : _failures + 1;
        }
    }

    private TimeSpan Longer()
    {
        var rest = _restAfterFailure * Math.Pow(2, Math.Min(_failures, 8));
        return rest < _longestRest ? rest : _longestRest;
    }
}
