namespace Fleeting.Aws.Scaling;

/// <summary>
/// The instances of a group over time. AWS's reads may be a few seconds old, and then say of an instance what is not true any more; what
/// this process did or saw itself corrects them. Not thread-safe: the ledger guards it.
/// </summary>
internal sealed class InstanceHistory(TimeProvider time)
{
    /// <summary>
    /// One read that lacks an instance may be old or incomplete; the instance is gone when another, begun this much later, lacks it, too.
    /// </summary>
    public static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How old what a read says may be. One that lacks an instance may be from before it was launched: of an instance that is known for as long
    /// as this it is not; of a younger one, nor is a read begun this much later.
    /// </summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromSeconds(10);

    // An id that comes back within this time is known, as it is to the host. It bounds what is remembered.
    private static readonly TimeSpan _remembered = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>The read, as it should have been.</summary>
    public GroupSnapshot Correct(GroupSnapshot read)
    {
        var instances = new Dictionary<string, GroupInstance>(read.Instances.Count);
        foreach (var instance in read.Instances.Values)
        {
            if (!_entries.TryGetValue(instance.Id, out var entry))
            {
                _entries[instance.Id] = entry = new Entry { FirstSeenAt = read.ReadAt };
            }

            var isBack = HasLeft(entry) && !instance.IsLeaving;
            if (isBack && entry.IsGone)
            {
                // The host knows that it is gone: shown again, it would count for one that comes.
                continue;
            }

            entry.SeenAt = read.ReadAt;
            entry.MissingSince = null;
            entry.IsGone = false;
            var corrected = isBack ? instance.Ending() : IsOlder(instance, entry) ? entry.Instance! : instance;
            if (corrected != entry.Instance)
            {
                // What is unchanged stays the same object, so that what a read of thousands made is soon garbage.
                entry.Instance = corrected;
            }

            entry.RanAt = instance.State is InstanceState.Running ? read.ReadAt : entry.RanAt;
            entry.LeftAt = instance.IsLeaving ? read.ReadAt : entry.LeftAt;
            instances.Add(entry.Instance.Id, entry.Instance);
        }

        var hasMissing = KeepMissing(read, instances);
        return read with { Instances = instances, HasMissing = hasMissing };
    }

    /// <summary>Marks what a host that is given this snapshot has seen from then on.</summary>
    /// <returns>How many it saw for the first time. The host passes over an unknown id that is deleted already.</returns>
    public int Show(GroupSnapshot snapshot)
    {
        var firstSeen = 0;
        foreach (var instance in snapshot.Instances.Values)
        {
            if (instance.State is not (null or InstanceState.Deleted) && _entries.TryGetValue(instance.Id, out var entry) && !entry.IsShown)
            {
                entry.IsShown = true;
                firstSeen++;
            }
        }

        return firstSeen;
    }

    /// <summary>The host has seen it.</summary>
    public bool IsShown(string id) => _entries.TryGetValue(id, out var entry) && entry.IsShown;

    /// <summary>AWS has taken their termination: they are no members any more, whatever a read says.</summary>
    /// <returns>What they counted together.</returns>
    public int End(IReadOnlyCollection<string> instanceIds)
    {
        var units = 0;
        foreach (var id in instanceIds)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                _entries[id] = entry = new Entry { FirstSeenAt = time.GetTimestamp(), SeenAt = time.GetTimestamp() };
            }

            units += entry.Instance?.Weight ?? 1;
            entry.LeftAt = time.GetTimestamp();
            entry.Instance = entry.Instance?.Ending();
        }

        return units;
    }

    /// <summary>Adds those that this read alone lacks.</summary>
    /// <returns>Whether there are such.</returns>
    private bool KeepMissing(GroupSnapshot read, Dictionary<string, GroupInstance> instances)
    {
        var hasMissing = false;
        List<string>? forgotten = null;
        foreach (var (id, entry) in _entries)
        {
            if (instances.ContainsKey(id))
            {
                continue;
            }

            if (entry.Instance is { IsLeaving: false } instance)
            {
                var since = entry.MissingSince ??= read.ReadAt;
                var confirmation = time.GetElapsedTime(entry.FirstSeenAt, since) < Oldest ? Oldest : Confirmation;
                if (time.GetElapsedTime(since, read.ReadAt) < confirmation)
                {
                    instances.Add(id, instance with { IsMissing = true });
                    hasMissing = true;
                    continue;
                }
            }

            entry.IsGone |= entry.Instance is not null;
            entry.Instance = null;
            if (time.GetElapsedTime(entry.SeenAt, read.ReadAt) > _remembered)
            {
                (forgotten ??= []).Add(id);
            }
        }

        forgotten?.ForEach(id => _entries.Remove(id));
        return hasMissing;
    }

    // What was in service a moment ago does not launch again: but for Standby, nothing leads back to Pending.
    private bool IsOlder(GroupInstance read, Entry entry) =>
        read.LifecycleState == "Pending" && entry is { Instance.State: InstanceState.Running, RanAt: { } ranAt }
        && time.GetElapsedTime(ranAt) < CapacityLedger.Settling;

    // What was on its way out a moment ago does not come back. For a while only: should an accepted termination come to nothing, the group's
    // word counts again and the host asks anew.
    private bool HasLeft(Entry entry) => entry.LeftAt is { } leftAt && time.GetElapsedTime(leftAt) < CapacityLedger.Settling;

    private sealed class Entry
    {
        /// <summary>As last listed; null when it is gone.</summary>
        public GroupInstance? Instance { get; set; }

        public required long FirstSeenAt { get; init; }

        public long SeenAt { get; set; }

        public long? MissingSince { get; set; }

        /// <summary>When it was last read as running.</summary>
        public long? RanAt { get; set; }

        /// <summary>When it was last read as leaving, or AWS took its termination.</summary>
        public long? LeftAt { get; set; }

        /// <summary>It was listed once, and is no more.</summary>
        public bool IsGone { get; set; }

        public bool IsShown { get; set; }
    }
}
