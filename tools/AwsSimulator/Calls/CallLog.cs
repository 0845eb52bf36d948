using AwsSimulator.Cloud;

namespace AwsSimulator.Calls;

/// <summary>Every call, in the order in which they were answered.</summary>
public sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly StateSignal _changed;
    private int _held;

    internal CallLog(StateSignal changed) => _changed = changed;

    /// <summary>Raised for each call once its outcome is settled, before its answer is sent; must not block.</summary>
    public event Action<RecordedCall>? Recorded;

    /// <summary>How many calls a fault is holding back at the moment, by latency or a hang. A caller who gives up ends his.</summary>
    public int Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<RecordedCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The calls of that action.</summary>
    public IReadOnlyList<RecordedCall> Of(string action) => [.. All.Where(call => call.Action == action)];

    /// <summary>How many calls there were of that action.</summary>
    public int Count(string action) => Of(action).Count;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    internal async Task HoldAsync(Task until)
    {
        Hold(1);
        try
        {
            await until.ConfigureAwait(false);
        }
        finally
        {
            Hold(-1);
        }
    }

    private void Hold(int change)
    {
        lock (_gate)
        {
            _held += change;
        }

        _changed.Pulse();
    }

    internal void Add(RecordedCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }

        Recorded?.Invoke(call);
        _changed.Pulse();
    }
}
