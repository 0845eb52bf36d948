using Fleeting.Protocol;
using FleetingHost.Scaling;

namespace FleetingHost.Chaos;

/// <summary>
/// GitLab Runner's own book of its instances: which are busy, used up or sick, which idle and since when. It decides what the next job
/// gets, what to ask for and what to let go. Not thread-safe; touches nothing but the provisioner.
/// </summary>
internal sealed class Fleet(ChaosPlan plan, Provisioner provisioner)
{
    private static readonly TimeSpan _idleTime = TimeSpan.FromSeconds(8);
    private readonly HashSet<string> _busy = [];
    private readonly HashSet<string> _finished = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly Dictionary<string, TimeSpan> _idleSince = [];

    public int Busy => _busy.Count;

    /// <summary>Instances that run, are not marked to go, and have no job, in the order in which they are taken.</summary>
    public IReadOnlyList<string> Free =>
        [.. Usable.Where(instance => instance.State == State.Running && !_busy.Contains(instance.Id)).Select(instance => instance.Id)];

    /// <summary>Instances that run and are not marked to go.</summary>
    public IReadOnlyList<string> Running => [.. Usable.Where(instance => instance.State == State.Running).Select(instance => instance.Id)];

    private IEnumerable<TrackedInstance> Usable => provisioner.Instances.Where(
        instance => instance is { IsGone: false, Marked: false, State: State.Creating or State.Running } && !_finished.Contains(instance.Id));

    public void Take(string instance)
    {
        _busy.Add(instance);
        _idleSince.Remove(instance);
    }

    public void GiveBack(string instance, bool used)
    {
        _busy.Remove(instance);
        _uses[instance] = _uses.GetValueOrDefault(instance) + (used ? 1 : 0);
        if (_uses[instance] >= plan.MaxUses || _finished.Contains(instance))
        {
            LetGo(instance);
        }
    }

    /// <summary>Lets an instance go, as soon as no job runs on it.</summary>
    public void LetGo(string instance)
    {
        _finished.Add(instance);
        if (!_busy.Contains(instance))
        {
            provisioner.Remove(instance);
        }
    }

    /// <summary>Asks for what is missing for that many jobs and a few to come, or lets go what has been idle for a while.</summary>
    public void Scale(int jobs, TimeSpan now)
    {
        if (!provisioner.IsUpdated)
        {
            return;
        }

        var usable = Usable.ToList();
        var (there, pending, requested) = provisioner.Wanted;
        var wanted = jobs == 0 ? 0 : Math.Min(plan.Instances, jobs + plan.Idle);
        var missing = Math.Min(wanted - usable.Count - pending - requested, plan.Instances - there - pending - requested);
        if (missing > 0)
        {
            provisioner.Request(missing);
        }

        var free = Free;
        foreach (var id in free)
        {
            _idleSince.TryAdd(id, now);
        }

        var surplus = Math.Max(0, usable.Count + pending + requested - wanted);
        foreach (var id in free.Where(id => jobs == 0 || now - _idleSince[id] >= _idleTime).Take(surplus))
        {
            LetGo(id);
        }
    }
}
