namespace FleetingHost.Chaos;

/// <summary>
/// The books of a run: what became of jobs and instances, and what AWS or a stranger took away, for which nobody can be blamed. Safe from
/// any thread.
/// </summary>
internal sealed class Losses(Action<string> say)
{
    private readonly Lock _gate = new();
    // An Increase reads, plans and sets within this time, stalls included. A raise in between is not seen by it, and AWS has no way to say so.
    private static readonly TimeSpan _increase = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> _takenAway = [];
    private long? _raised;
    private readonly List<Loss> _lost = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Jobs and instances that were lost.</summary>
    public IReadOnlyList<Loss> Lost
    {
        get
        {
            lock (_gate)
            {
                // What took an instance away may say so a moment after its jobs have noticed.
                return [.. _lost.Where(loss => !_takenAway.Contains(loss.Instance))];
            }
        }
    }

    /// <summary>How often things happened that are not losses.</summary>
    public IReadOnlyList<(string What, int Times)> Counts
    {
        get
        {
            lock (_gate)
            {
                return [.. _counts.Select(pair => (pair.Key, pair.Value))];
            }
        }
    }

    /// <summary>From now on nothing that goes wrong with this instance is a loss.</summary>
    public void TakeAway(string instance)
    {
        lock (_gate)
        {
            _takenAway.Add(instance);
        }
    }

    /// <summary>A stranger raises DesiredCapacity.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            _raised = TimeProvider.System.GetTimestamp();
        }
    }

    /// <summary>
    /// AWS ended an instance because the plugin set DesiredCapacity below what was there: a loss, unless a stranger raised it while the plugin
    /// was at it.
    /// </summary>
    public void Shrink(string instance)
    {
        bool isUnseen;
        lock (_gate)
        {
            isUnseen = _raised is { } raised && TimeProvider.System.GetElapsedTime(raised) < _increase;
        }

        if (isUnseen)
        {
            TakeAway(instance);
            Count("instances ended by an Increase that could not see a stranger's raise");
        }
        else
        {
            Blame("instance", instance, "the plugin set DesiredCapacity below what was there");
        }
    }

    /// <summary>Whether it was taken away.</summary>
    public bool IsTakenAway(string instance)
    {
        lock (_gate)
        {
            return _takenAway.Contains(instance);
        }
    }

    public void Count(string what, int times = 1)
    {
        lock (_gate)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + times;
        }
    }

    /// <summary>Something went wrong with an instance: a loss, unless it was taken away.</summary>
    public void Blame(string what, string instance, string cause)
    {
        if (IsTakenAway(instance))
        {
            Count($"{what}s that AWS took away");
            return;
        }

        lock (_gate)
        {
            _lost.Add(new Loss(what, instance, cause));
        }

        say($"LOST {what} {instance}: {cause}");
    }
}
