using Fleeting.Aws.Logging;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Calls;

/// <summary>Whether AWS serves an action. Told twice, when that ends and when it comes back, however many calls fail between.</summary>
internal sealed class ActionService(AwsAction action, GroupScope scope, ILogger logger, TimeProvider time, Func<bool> isOpen)
{
    // Where each tenth call fails, a pair of lines for each of them is noise: so soon after the last, only a second failure in a row is told.
    private static readonly TimeSpan _calm = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<long> _running = [];
    private long? _failingSince;
    private long? _cameBackAt;
    private int _failed;
    private bool _isTold;

    /// <summary>A call begins.</summary>
    /// <returns>What <see cref="End"/> wants.</returns>
    public LinkedListNode<long> Begin()
    {
        lock (_lock)
        {
            return _running.AddLast(time.GetTimestamp());
        }
    }

    /// <summary>The call is over, however it ended.</summary>
    public void End(LinkedListNode<long> running)
    {
        lock (_lock)
        {
            _running.Remove(running);
        }
    }

    /// <summary>AWS answered, be it with a refusal.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            if (_isTold)
            {
                _cameBackAt = time.GetTimestamp();
                var seconds = (int)Math.Ceiling(time.GetElapsedTime(_failingSince!.Value).TotalSeconds);
                Log.ActionServedAgain(logger, scope.Name, scope.Region, action.Name, seconds, _failed);
            }

            (_failingSince, _failed, _isTold) = (null, 0, false);
        }
    }

    /// <summary>A call failed, and not for what it asked.</summary>
    public void Failed(string cause)
    {
        lock (_lock)
        {
            _failed++;
            NotServed(cause);
        }
    }

    /// <summary>Somebody did not wait for the end of a call. It counts as failed if the action was not served meanwhile.</summary>
    public void GivenUp()
    {
        lock (_lock)
        {
            _failed += _failingSince is null ? 0 : 1;
        }
    }

    /// <summary>A call that began so long ago has not ended yet.</summary>
    public void NoAnswerFor(TimeSpan waited)
    {
        lock (_lock)
        {
            if (_running.First is { Value: var began } && time.GetElapsedTime(began) is var elapsed && elapsed >= waited)
            {
                NotServed($"no answer for {elapsed.TotalSeconds:0.#} s; check the network, proxy and endpoint settings");
            }
        }
    }

    private void NotServed(string cause)
    {
        _failingSince ??= time.GetTimestamp();
        if (!_isTold && isOpen() && (_failed > 1 || _cameBackAt is not { } cameBackAt || time.GetElapsedTime(cameBackAt) > _calm))
        {
            _isTold = true;
            Log.ActionNotServed(logger, scope.Name, scope.Region, action.Name, cause, action.Meanwhile);
        }
    }
}
