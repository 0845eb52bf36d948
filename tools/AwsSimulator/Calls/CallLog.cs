using AwsSimulator.Cloud;

namespace AwsSimulator.Calls;

/// <summary>Every call, in the order in which they were answered.</summary>
public sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly StateSignal _changed;

    internal CallLog(StateSignal changed) => _changed = changed;

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

    internal void Add(RecordedCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }

        _changed.Pulse();
    }
}
