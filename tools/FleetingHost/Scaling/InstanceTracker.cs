using Fleeting.Protocol;

namespace FleetingHost.Scaling;

/// <summary>Turns the answers of Update into states of instances, by the rules of GitLab Runner's provisioner. Not thread-safe.</summary>
internal sealed class InstanceTracker(int missedUpdates)
{
    private readonly OrderedDictionary<string, TrackedInstance> _instances = [];

    /// <summary>Whether an answer was taken in yet.</summary>
    public bool IsUpdated { get; private set; }

    /// <summary>Every instance ever seen, in the order in which they came.</summary>
    public IEnumerable<TrackedInstance> Instances => _instances.Values;

    /// <summary>Takes in one complete answer.</summary>
    /// <param name="answer">The states by id.</param>
    /// <param name="preexisting">Whether what is new in it came before this host asked for anything.</param>
    /// <returns>What changed. Ids that are new and not <see cref="TrackedInstance.Preexisting"/> end a pending request each.</returns>
    public IReadOnlyList<ScalingEvent.StateChanged> Apply(IReadOnlyDictionary<string, State> answer, bool preexisting)
    {
        var changes = new List<ScalingEvent.StateChanged>();
        foreach (var (id, state) in answer)
        {
            if (_instances.TryGetValue(id, out var known))
            {
                Change(changes, known with { State = state, Missed = 0 }, known.State);
            }
            else if (state is not (State.Deleted or State.Timeout))
            {
                Change(changes, new TrackedInstance { Id = id, State = state, Preexisting = preexisting }, null);
            }
        }

        foreach (var missing in _instances.Values.Where(instance => !instance.IsGone && !answer.ContainsKey(instance.Id)).ToList())
        {
            var missed = missing.Missed + 1;
            var state = missing.State == State.Deleting ? State.Deleted : missed >= missedUpdates ? State.Timeout : missing.State;
            Change(changes, missing with { State = state, Missed = missed }, missing.State);
        }

        IsUpdated = true;
        return changes;
    }

    /// <summary>Replaces what is known of an instance without a change of its state.</summary>
    public void Set(string id, Func<TrackedInstance, TrackedInstance> change)
    {
        if (_instances.TryGetValue(id, out var instance))
        {
            _instances[id] = change(instance);
        }
    }

    private void Change(List<ScalingEvent.StateChanged> changes, TrackedInstance instance, State? before)
    {
        _instances[instance.Id] = instance;
        if (instance.State != before)
        {
            changes.Add(new ScalingEvent.StateChanged(instance, before));
        }
    }
}
