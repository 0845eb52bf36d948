using System.Diagnostics.CodeAnalysis;

namespace Fleeting.Aws.Scaling;

/// <summary>
/// The one book of a group's capacity: its members, its DesiredCapacity, and what the host has been promised and has not seen yet.
/// Every change of the group goes through it, one at a time. docs/explanation/scaling.md has its rule and its invariants.
/// </summary>
/// <remarks>
/// The rule: DesiredCapacity shall be what the host has been shown, and what it is owed, and what it asks for now; and never less than it is,
/// nor less than what is there. That needs no memory of DesiredCapacity: it is what the host wants, so asking twice is asking the same, and
/// the next call mends an answer that was lost. What this process itself did a moment ago counts more than a read that may be older.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "A change that the group's end overtakes still releases the semaphore, which holds no handle to dispose of.")]
internal sealed class CapacityLedger(TimeProvider time)
{
    /// <summary>How long reads may lag behind what AWS has answered to this process.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>How long a lack of what is owed is left to the next reads before it is asked for again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The same where DesiredCapacity cannot be read: then any slow launch looks like a lack.</summary>
    public static readonly TimeSpan BlindPatience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly Lock _lock = new();
    private readonly InstanceHistory _history = new(time);
    private readonly DesiredCapacityMoves _moves = new(time);
    private GroupSnapshot? _last;
    private int _owed;

    // DesiredCapacity as AWS took it; as it may be, since an answer was lost; and the highest of the last reads.
    private (int Desired, long At)? _set;
    private (int Desired, long At)? _doubted;
    private (int Desired, long At)? _doubtedBeforeAsked;
    private (int Desired, long At)? _highestRead;
    private long? _lackingSince;
    private (int Expected, int Actual)? _moved;

    /// <summary>The newest read, corrected by what is known better; null before the first.</summary>
    public GroupSnapshot? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Instances that were promised to the host and that no Update has shown it yet: its "pending".</summary>
    public int Owed
    {
        get
        {
            lock (_lock)
            {
                return _owed;
            }
        }
    }

    /// <summary>
    /// Waits for the other changes, then holds them off until disposed: setting the capacity is absolute, so whatever came between reading
    /// and setting would be undone.
    /// </summary>
    public async Task<IDisposable> BeginChangeAsync(CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Change(_changes);
    }

    /// <summary>Takes in what was read, and corrects it by what is known better. A read older than one already taken in says nothing.</summary>
    public GroupSnapshot Observe(GroupSnapshot read)
    {
        lock (_lock)
        {
            if (_last is { } last && read.ReadAt < last.ReadAt)
            {
                return last;
            }

            _last = _history.Correct(read);
            if (read.Properties is null && Measure().Members is var members && members >= (_set?.Desired ?? 0))
            {
                // DesiredCapacity is that at least, and stays so when EC2 takes some back: AWS is replacing them.
                _set = (members, read.ReadAt);
            }

            _highestRead = read.Properties is { DesiredCapacity: var desired } && !IsOver(_highestRead, desired, InstanceHistory.Oldest, read.ReadAt)
                ? (desired, read.ReadAt)
                : _highestRead;
            _moved = read.Properties is { } properties ? _moves.Observe(properties.DesiredCapacity, read.ReadAt) ?? _moved : null;
            _lackingSince = IsLacking() ? _lackingSince ?? read.ReadAt : null;
            return _last;
        }
    }

    /// <summary>The host is being shown these: an id that it sees for the first time ends one of its pending requests.</summary>
    public void Shown(GroupSnapshot snapshot)
    {
        lock (_lock)
        {
            var paid = Math.Min(_owed, _history.Show(snapshot));
            _owed -= paid;
            if (paid > 0)
            {
                _lackingSince = null;
            }
        }
    }

    /// <summary>What to ask of AWS so that <paramref name="count"/> more come, on the last read.</summary>
    /// <param name="count">How many more the host wants.</param>
    /// <param name="maxSize">The group's MaxSize, where AWS named it in a refusal and it may not be read.</param>
    public CapacityPlan Plan(int count, int? maxSize = null)
    {
        lock (_lock)
        {
            var figures = Measure();
            figures = figures with { MaxSize = figures.MaxSize ?? maxSize };
            var most = Math.Max(figures.Members, figures.MaxSize ?? int.MaxValue);
            var wanted = (int)Math.Min(most, (long)figures.Awaited + ((long)count * figures.Unit));
            var target = Math.Max(wanted, Math.Max(figures.Members, figures.Desired ?? 0));
            return new CapacityPlan
            {
                Figures = figures,
                Target = target,
                Granted = Math.Clamp((target - figures.Awaited) / figures.Unit, 0, count),
                IsAskedAlready = (figures.Desired ?? figures.Members) >= wanted || IsInDoubtAbove(target),
            };
        }
    }

    /// <summary>
    /// What is owed has been lacking for a while: somebody lowered DesiredCapacity, or a read that was old by then counted on a surplus.
    /// Told again only after the same time.
    /// </summary>
    public bool TakeShortfall()
    {
        lock (_lock)
        {
            var isShort = _lackingSince is { } since && time.GetElapsedTime(since) >= (_last?.Properties is null ? BlindPatience : Patience);
            _lackingSince = isShort ? time.GetTimestamp() : _lackingSince;
            return isShort;
        }
    }

    /// <summary>The host is answered that this many more will come.</summary>
    public void Promise(int count)
    {
        lock (_lock)
        {
            _owed += count;
            _lackingSince = null;
        }
    }

    /// <summary>AWS is being asked for this DesiredCapacity: until it answers it may have done it or not.</summary>
    public void Ask(int desired)
    {
        lock (_lock)
        {
            (_doubted, _doubtedBeforeAsked) = ((desired, time.GetTimestamp()), _doubted);
            _moves.Changed(null);
        }
    }

    /// <summary>AWS took this DesiredCapacity.</summary>
    public void Set(int desired)
    {
        lock (_lock)
        {
            (_set, _doubted) = ((desired, time.GetTimestamp()), null);
            _moves.Changed(desired);
        }
    }

    /// <summary>AWS refused what it was asked for: nothing has changed.</summary>
    public void Refused()
    {
        lock (_lock)
        {
            _doubted = _doubtedBeforeAsked;
        }
    }

    /// <summary>AWS terminates these, and lowered DesiredCapacity with them.</summary>
    public void Ended(IReadOnlyCollection<string> instanceIds)
    {
        lock (_lock)
        {
            var units = _history.End(instanceIds);
            if (_last is { } last)
            {
                var ended = instanceIds.ToHashSet();
                _last = last with
                {
                    Instances = last.Instances.Values.ToDictionary(i => i.Id, i => ended.Contains(i.Id) ? i.Ending() : i),
                };
            }

            (_set, _doubted, _highestRead) = (Lower(_set, units), Lower(_doubted, units), Lower(_highestRead, units));
            _moves.Lowered(units);
        }
    }

    /// <summary>Terminations were asked for and their answer is not certain: DesiredCapacity may be what was set still, or less.</summary>
    public void EndingInDoubt()
    {
        lock (_lock)
        {
            _moves.Changed(null);
            if (_last?.Properties is not null)
            {
                (_set, _doubted) = (null, _doubted ?? _set);
            }
        }
    }

    /// <summary>From where to where DesiredCapacity was moved, and not by this process; told once, null when it was not.</summary>
    public (int Expected, int Actual)? TakeMove()
    {
        lock (_lock)
        {
            var moved = _moved;
            _moved = null;
            return moved;
        }
    }

    /// <summary>The group's capacity by the last read and by what this process did.</summary>
    public CapacityFigures Figures()
    {
        lock (_lock)
        {
            return Measure();
        }
    }

    private static (int Desired, long At)? Lower((int Desired, long At)? value, int units) =>
        value is { } known ? known with { Desired = Math.Max(0, known.Desired - units) } : null;

    private bool IsOver((int Desired, long At)? value, int desired, TimeSpan limit, long now) =>
        value is { } known && known.Desired > desired && time.GetElapsedTime(known.At, now) < limit;

    // It may be more than that: it was asked for and the answer was lost, or a read that may be newer than the last one said so. Then launches
    // may be on their way that no read shows yet, and less would end some; so nothing is set, and what is owed is looked after when it is settled.
    private bool IsInDoubtAbove(int target)
    {
        var now = time.GetTimestamp();
        return IsOver(_doubted, target, Settling, now) || IsOver(_highestRead, target, InstanceHistory.Oldest, now);
    }

    private CapacityFigures Measure()
    {
        var snapshot = _last ?? throw new InvalidOperationException("The group has not been read yet.");
        var members = 0;
        var shown = 0;
        var inService = 0;
        var lightest = int.MaxValue;
        foreach (var instance in snapshot.Instances.Values.Where(instance => instance.IsMember))
        {
            members += instance.Weight;
            shown += _history.IsShown(instance.Id) ? instance.Weight : 0;
            inService += instance.State is InstanceState.Running ? instance.Weight : 0;
            lightest = Math.Min(lightest, instance.Weight);
        }

        var properties = snapshot.Properties;
        var unit = properties?.SmallestWeight ?? (members > 0 ? lightest : 1);
        var trusted = properties is null ? BlindPatience : Settling;
        var recent = _set is { } set && time.GetElapsedTime(set.At) < trusted ? set.Desired : (int?)null;
        return new CapacityFigures
        {
            Members = members,
            InService = inService,
            Awaited = shown + (_owed * unit),
            Unit = unit,
            Desired = properties is null ? recent : Math.Max(properties.DesiredCapacity, recent ?? 0),
            MinSize = properties?.MinSize ?? 0,
            MaxSize = properties?.MaxSize,
        };
    }

    private bool IsLacking()
    {
        var figures = Measure();
        var most = figures.MaxSize ?? int.MaxValue;
        return Math.Min(figures.Awaited, most) > Math.Max(figures.Members, _last?.Properties is null ? 0 : figures.Desired ?? 0);
    }

    private sealed class Change(SemaphoreSlim changes) : IDisposable
    {
        public void Dispose() => changes.Release();
    }
}
