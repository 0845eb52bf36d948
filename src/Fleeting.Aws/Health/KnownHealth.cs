using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;

namespace Fleeting.Aws.Health;

/// <summary>What is known of the health of the group's instances, and who is to be told when that changes.</summary>
internal sealed class KnownHealth(
    GroupScope scope, GroupReader reader, LastSeen<InstanceFacts> instances, LastSeen<string> spotStatuses, TimeProvider time)
{
    // Heartbeats look every 3 s; what has not been seen for longer than this may have changed.
    private static readonly TimeSpan _trusted = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<Watcher> _watchers = [];
    private GroupSnapshot? _observed;

    /// <summary>Whether the group listed it last time, whatever its state.</summary>
    public bool IsInGroup(string instanceId) => reader.Last?.Instances.ContainsKey(instanceId) == true;

    /// <summary>Whether the group listed it as in service.</summary>
    public bool IsInService(string instanceId) => reader.Last?.Instances.GetValueOrDefault(instanceId)?.State is InstanceState.Running;

    /// <summary>The ids of the instances in service.</summary>
    public IEnumerable<string> InService => reader.Last?.Instances.Keys.Where(IsInService) ?? [];

    /// <summary>The id of its Spot request; empty for an On-Demand instance, null when EC2 has not told yet.</summary>
    public string? SpotRequestOf(string instanceId) => instances.Find(instanceId)?.SpotRequestId;

    /// <summary>Why it must not get a job; null when nothing is known against it.</summary>
    public Unfit? WhyNot(string instanceId) => Objections(instanceId).FirstOrDefault();

    /// <summary>Why nobody should connect to it: the same, but for what is only starting.</summary>
    public Unfit? WhyNotConnect(string instanceId) => Objections(instanceId).FirstOrDefault(unfit => unfit.Kind is not UnfitKind.NotYet);

    /// <summary>Something was read: who works with an instance that turns out to be unfit is stopped, what is gone is forgotten.</summary>
    public void Observe()
    {
        List<Watcher> watchers;
        lock (_lock)
        {
            watchers = [.. _watchers];
            if (!ReferenceEquals(_observed, reader.Last))
            {
                _observed = reader.Last;
                instances.KeepOnly(IsInGroup);
                var requests = instances.Ids.Select(SpotRequestOf).ToHashSet();
                spotStatuses.KeepOnly(requests.Contains);
            }
        }

        foreach (var watcher in watchers)
        {
            if (WhyNotConnect(watcher.InstanceId) is { } unfit)
            {
                watcher.Stop(unfit);
            }
        }
    }

    /// <summary>Works with an instance, until that is done or the instance turns out to be unfit.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="work">The work. It must end when its token does.</param>
    /// <param name="refusal">What to throw when the instance is unfit.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<T> WhileFitAsync<T>(
        string instanceId, Func<CancellationToken, Task<T>> work, Func<Unfit, ProviderException> refusal, CancellationToken cancellationToken)
    {
        var watcher = new Watcher(instanceId, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        lock (_lock)
        {
            _watchers.Add(watcher);
        }

        try
        {
            return WhyNotConnect(instanceId) is { } unfit ? throw refusal(unfit) : await work(watcher.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watcher.Unfit is { } unfit && !cancellationToken.IsCancellationRequested)
        {
            throw refusal(unfit);
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(watcher);
            }

            watcher.Dispose();
        }
    }

    private IEnumerable<Unfit> Objections(string instanceId)
    {
        if (reader.Last is { } group
            && InstanceHealth.InGroup(scope, group.Instances.GetValueOrDefault(instanceId)) is { } unfit
            && Counts(unfit, time.GetElapsedTime(group.ReadAt) <= _trusted))
        {
            yield return unfit;
        }

        if (instances.Find(instanceId) is not { } facts)
        {
            yield break;
        }

        if (InstanceHealth.InEc2(scope, facts) is { } inEc2 && Counts(inEc2, instances.Find(instanceId, _trusted) is not null))
        {
            yield return inEc2;
        }

        if (spotStatuses.Find(facts.SpotRequestId) is { } status
            && InstanceHealth.BySpotRequest(scope, facts, status) is { } bySpotRequest
            && Counts(bySpotRequest, spotStatuses.Find(facts.SpotRequestId, _trusted) is not null))
        {
            yield return bySpotRequest;
        }
    }

    private static bool Counts(Unfit unfit, bool isRecent) => isRecent || unfit.Kind is UnfitKind.ForGood;
}
