using System.Threading.Channels;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Grpc.Core;

namespace FleetingHost.Scaling;

/// <summary>
/// GitLab Runner's loop around a plugin: Decrease what is marked, Update, and, when that went well, Increase by what is wanted.
/// </summary>
/// <param name="group">The plugin, after Init.</param>
/// <param name="options">The pace.</param>
/// <param name="onEvent">Told of each event in order, from the loop; must not block.</param>
internal sealed class Provisioner(InstanceGroup.InstanceGroupClient group, ProvisionerOptions options, Action<ScalingEvent> onEvent)
{
    private readonly Lock _lock = new();
    private readonly InstanceTracker _tracker = new(options.MissedUpdates);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Dictionary<string, int> _failures = [];
    private bool _hasAsked;
    private int _requested;
    private int _pending;
    private int _asking;

    /// <summary>
    /// What this host has brought about and is not gone: its instances, and how many it asked for (or is asking for right now) that no
    /// Update has shown yet.
    /// </summary>
    public (IReadOnlyList<TrackedInstance> Instances, int Pending) Own
    {
        get
        {
            lock (_lock)
            {
                var came = _tracker.Instances.Where(instance => !instance.Preexisting).ToList();
                // One that went away by itself is replaced by its group; one that we have sent away is not.
                var own = options.OwnAtMost - came.Count(instance => instance is { IsGone: true, Marked: true });
                return ([.. came.Where(instance => !instance.IsGone).Take(own)], _pending + _asking);
            }
        }
    }

    /// <summary>Every instance ever seen, those that are gone included.</summary>
    public IReadOnlyList<TrackedInstance> Instances
    {
        get
        {
            lock (_lock)
            {
                return [.. _tracker.Instances];
            }
        }
    }

    /// <summary>Whether an Update has succeeded: before that, nobody knows what is there.</summary>
    public bool IsUpdated
    {
        get
        {
            lock (_lock)
            {
                return _tracker.IsUpdated;
            }
        }
    }

    /// <summary>
    /// What this host wants in all: instances that are there as far as it knows, those that were promised and never seen, and those that
    /// it has not been promised yet.
    /// </summary>
    public (int There, int Pending, int Requested) Wanted
    {
        get
        {
            lock (_lock)
            {
                return (_tracker.Instances.Count(instance => !instance.IsGone), _pending, _requested);
            }
        }
    }

    /// <summary>Asks for more instances, in the next cycle that can.</summary>
    public void Request(int count)
    {
        lock (_lock)
        {
            _requested += count;
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Takes back what was requested and not yet asked of the plugin.</summary>
    public void CancelRequests()
    {
        lock (_lock)
        {
            _requested = 0;
        }
    }

    /// <summary>Marks an instance to go.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            _tracker.Set(id, instance => instance with { Marked = true });
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Runs cycle after cycle until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                // What was asked for until now is done by this cycle; only what comes during it is worth another at once.
                _wake.Reader.TryRead(out _);
                await CycleAsync(cancellationToken);
                await WaitAsync(IsExpecting() ? options.IntervalWhenExpecting : options.Interval, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Runs one cycle. Failed calls become events, and are made again in the next cycle.</summary>
    public async Task CycleAsync(CancellationToken cancellationToken)
    {
        await DecreaseAsync(cancellationToken);
        if (await CallAsync("Update", () => UpdateAsync(cancellationToken)))
        {
            await IncreaseAsync(cancellationToken);
        }
    }

    private async Task DecreaseAsync(CancellationToken cancellationToken)
    {
        List<string> ids;
        lock (_lock)
        {
            var due = _tracker.Instances.Where(instance => instance is { Marked: true, IsGone: false } && IsDue(instance));
            ids = [.. due.Select(instance => instance.Id)];
        }

        if (ids.Count == 0)
        {
            return;
        }

        await CallAsync("Decrease", async () =>
        {
            var answer = await group.DecreaseAsync(new DecreaseRequest { Instances = { ids } }, cancellationToken: cancellationToken);
            lock (_lock)
            {
                foreach (var id in answer.Succeeded)
                {
                    _tracker.Set(id, instance => instance with { DecreasedAt = options.Time.GetTimestamp() });
                }
            }

            onEvent(new ScalingEvent.Decreased(ids, answer.Succeeded));
        });
    }

    private bool IsDue(TrackedInstance instance) =>
        instance.DecreasedAt is not { } at || options.Time.GetElapsedTime(at) >= options.DecreaseAgainAfter;

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var answer = new Dictionary<string, State>();
        using (var call = group.Update(new Empty(), cancellationToken: cancellationToken))
        {
            await foreach (var instance in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                answer[instance.Instance] = instance.State;
            }
        }

        IReadOnlyList<ScalingEvent.StateChanged> changes;
        lock (_lock)
        {
            changes = _tracker.Apply(answer, preexisting: !_hasAsked);
            _pending = Math.Max(0, _pending - changes.Count(change => change is { Before: null, Instance.Preexisting: false }));
        }

        foreach (var change in changes)
        {
            onEvent(change);
        }
    }

    private async Task IncreaseAsync(CancellationToken cancellationToken)
    {
        int count;
        lock (_lock)
        {
            count = _asking = _requested;
            _hasAsked |= count > 0;
        }

        if (count == 0)
        {
            return;
        }

        var succeeded = 0;
        var answered = await CallAsync("Increase", async () =>
        {
            try
            {
                var answer = await group.IncreaseAsync(new IncreaseRequest { N = (uint)count }, cancellationToken: cancellationToken);
                succeeded = (int)answer.Succeeded;
            }
            finally
            {
                // Settled before anyone is told, so that Own is true when the event arrives.
                lock (_lock)
                {
                    _requested = Math.Max(0, _requested - succeeded);
                    _pending += succeeded;
                    _asking = 0;
                }
            }
        });
        if (answered)
        {
            onEvent(new ScalingEvent.Increased(count, succeeded));
        }
    }

    private async Task<bool> CallAsync(string name, Func<Task> call)
    {
        try
        {
            await call();
            _failures[name] = 0;
            return true;
        }
        catch (RpcException exception)
        {
            var inARow = _failures[name] = _failures.GetValueOrDefault(name) + 1;
            onEvent(new ScalingEvent.CallFailed(name, RpcError.Text(exception), inARow));
            return false;
        }
    }

    private bool IsExpecting()
    {
        lock (_lock)
        {
            var present = _tracker.Instances.Where(instance => !instance.IsGone);
            return _requested + _pending > 0 || present.Any(instance => instance.Marked || instance.IsInTransition);
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_wake.Reader.WaitToReadAsync(either.Token).AsTask(), Task.Delay(pause, options.Time, either.Token));
        cancellationToken.ThrowIfCancellationRequested();
        await either.CancelAsync();
    }
}
