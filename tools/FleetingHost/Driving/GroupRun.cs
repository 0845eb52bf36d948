using System.Threading.Channels;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Reporting;
using FleetingHost.Scaling;
using Grpc.Core;

namespace FleetingHost.Driving;

/// <summary>
/// Looks at a group, asks when the plan says so, scales up, runs a command on each new instance as soon as it runs, and scales down again,
/// whatever happens in between. Instances that were there before are left alone.
/// </summary>
/// <remarks>All of its state is touched by one reader of the inbox only; the provisioner and the jobs post to it.</remarks>
internal sealed class GroupRun : IDisposable
{
    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(3);

    private readonly InstanceGroup.InstanceGroupClient _group;
    private readonly RunPlan _plan;
    private readonly Progress _progress;
    private readonly InstanceJob _job;
    private readonly Provisioner _provisioner;
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>();
    private readonly CancellationTokenSource _jobsEnd = new();
    private readonly Dictionary<string, Task> _jobs = [];
    private readonly List<InstanceOutcome> _outcomes = [];
    private readonly List<string> _problems = [];
    private GroupSight _sight = new(new GroupId(""), []);
    private string _lastFailure = "";
    private TimeSpan _requestedAt;
    private int _wanted;
    private bool _removing;

    public GroupRun(InstanceGroup.InstanceGroupClient group, RunPlan plan, ConnectorOptions connecting, Progress progress)
    {
        _group = group;
        _plan = plan;
        _progress = progress;
        var connector = new InstanceConnector(group, connecting, (id, why) => progress.Line($"{id} not connected yet: {why}"));
        _job = new InstanceJob(group, connector, plan.Command, progress, connecting.Time);
        _provisioner = new Provisioner(group, plan.Pace, scalingEvent => _inbox.Writer.TryWrite(() => On(scalingEvent)));
    }

    /// <summary>Does it all.</summary>
    /// <param name="interrupted">Stops scaling up and running; scaling down follows.</param>
    /// <param name="abandoned">Stops scaling down, too.</param>
    /// <exception cref="GroupException">Init refused, or the group cannot be listed; nothing was asked for.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was asked for.</exception>
    public async Task<RunReport> RunAsync(CancellationToken interrupted, CancellationToken abandoned)
    {
        var started = _progress.Elapsed;
        var answer = await InitAsync(interrupted);
        var initialised = _progress.Elapsed;
        await LookAsync(answer, interrupted);
        if (_plan.Confirm is not null && !await _plan.Confirm(_sight, interrupted))
        {
            await ShutdownAsync();
            return new RunReport { Group = _sight.Group, Declined = true };
        }

        using var loopEnd = new CancellationTokenSource();
        var loop = LoopAsync(loopEnd.Token);
        var told = TellAsync(loopEnd.Token);
        await ScaleUpAsync(interrupted);
        var served = _progress.Elapsed;
        await ScaleDownAsync(interrupted, abandoned);
        var removed = _progress.Elapsed;
        await loopEnd.CancelAsync();
        await loop;
        await told;
        await ShutdownAsync();

        var (own, pending) = _provisioner.Own;
        return new RunReport
        {
            Group = _sight.Group,
            Listed = _provisioner.Wanted.There,
            ToInitialised = initialised - started,
            ToServed = served - _requestedAt,
            ToRemoved = removed - served,
            Outcomes = _outcomes,
            Problems = _problems,
            Left = [.. own.Where(instance => !NeedsNoWait(instance)).Select(instance => instance.Id)],
            Ending = [.. own.Where(NeedsNoWait).Select(instance => instance.Id)],
            NeverSeen = pending,
            Interrupted = interrupted.IsCancellationRequested,
        };
    }

    /// <summary>An error in the plugin's log. Safe from any thread.</summary>
    public void OnPluginError(string text) => _inbox.Writer.TryWrite(() =>
    {
        if (_plan.EndAtPluginError && !_removing && _jobs.Count == 0 && _wanted > 0)
        {
            GiveUpScalingUp(text);
        }
    });

    public void Dispose() => _jobsEnd.Dispose();

    private async Task<InitResponse> InitAsync(CancellationToken interrupted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        limit.CancelAfter(_plan.InitTimeout);
        try
        {
            var answer = await GroupInit.RunAsync(_group, _plan, limit.Token);
            _progress.Line($"initialised: {answer.Id}, at most {answer.MaxSize} instances, plugin version {answer.Version}");
            return answer;
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            throw new GroupException($"could not initialise the plugin: Init did not end within {_plan.InitTimeout.TotalSeconds:0} s");
        }
    }

    // Whatever is seen here was there before us.
    private async Task LookAsync(InitResponse answer, CancellationToken interrupted)
    {
        for (var attempt = 1; !_provisioner.IsUpdated; attempt++)
        {
            await _provisioner.CycleAsync(interrupted);
            Drain();
            if (_provisioner.IsUpdated)
            {
                break;
            }

            if (attempt == _plan.Attempts)
            {
                throw new GroupException($"could not list the instances of {answer.Id}: {_lastFailure}");
            }

            await Task.Delay(_plan.Pace.IntervalWhenExpecting, _plan.Pace.Time, interrupted);
        }

        _sight = new GroupSight(new GroupId(answer.Id), [.. _provisioner.Instances.Where(instance => !instance.IsGone)]);
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _provisioner.RunAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // Not a failed call, those are events: a bug. Nobody may wait for an inbox that no one fills any more.
            _inbox.Writer.TryComplete(exception);
            throw;
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_plan.TellEvery is not { } period)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, _plan.Pace.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                _inbox.Writer.TryWrite(Tell);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Tell()
    {
        var (own, pending) = _provisioner.Own;
        var waitingFor = own.Select(instance => $"{instance.Id}, which is {Name(instance.State)}").ToList();
        if (pending > 0)
        {
            waitingFor.Add($"{pending} asked for and not seen yet");
        }

        if (waitingFor.Count > 0)
        {
            _progress.Line($"waiting for {string.Join("; ", waitingFor)}");
        }
    }

    private async Task ScaleUpAsync(CancellationToken interrupted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        limit.CancelAfter(_plan.Timeout);
        _wanted = _plan.Instances;
        _requestedAt = _progress.Elapsed;
        _provisioner.Request(_wanted);
        try
        {
            while (_outcomes.Count < _wanted)
            {
                (await _inbox.Reader.ReadAsync(limit.Token))();
            }
        }
        catch (OperationCanceledException)
        {
            var cause = interrupted.IsCancellationRequested ? "interrupted" : $"not done within {_plan.Timeout.TotalSeconds:0} s";
            _problems.Add($"{cause} with {_outcomes.Count} of {_wanted} instances finished");
            _progress.Line($"{cause}, scaling down");
        }
    }

    private async Task ScaleDownAsync(CancellationToken interrupted, CancellationToken abandoned)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        limit.CancelAfter(_plan.RemovalTimeout);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        late.CancelAfter(_plan.LateTimeout);
        // An interruption may be all that was waited for.
        await using var wake = interrupted.Register(() => _inbox.Writer.TryWrite(() => { }));
        _removing = true;
        _provisioner.CancelRequests();
        await _jobsEnd.CancelAsync();
        RemoveOwn();
        try
        {
            await Task.WhenAll(_jobs.Values).WaitAsync(limit.Token);
            while (true)
            {
                var (own, pending) = _provisioner.Own;
                var waitedFor = own.Count(instance => !interrupted.IsCancellationRequested || !NeedsNoWait(instance));
                if (waitedFor == 0 && pending == 0)
                {
                    break;
                }

                (await _inbox.Reader.ReadAsync(waitedFor == 0 ? late.Token : limit.Token))();
            }
        }
        catch (OperationCanceledException)
        {
            _progress.Line("giving up on the rest");
        }

        Drain();
    }

    private void RemoveOwn()
    {
        foreach (var instance in _provisioner.Own.Instances)
        {
            _provisioner.Remove(instance.Id);
        }
    }

    private bool NeedsNoWait(TrackedInstance instance) =>
        _plan.EndingIsEnough && (instance.State == State.Deleting || instance.DecreasedAt is not null);

    private void Drain()
    {
        while (_inbox.Reader.TryRead(out var late))
        {
            late();
        }
    }

    private async Task ShutdownAsync()
    {
        try
        {
            await _group.ShutdownAsync(new Empty(), deadline: DateTime.UtcNow + _shutdownTimeout);
        }
        catch (RpcException exception)
        {
            _problems.Add($"could not shut the group down: {Plugins.RpcError.Text(exception)}");
        }
    }

    private void On(ScalingEvent scalingEvent)
    {
        switch (scalingEvent)
        {
            case ScalingEvent.StateChanged { Instance: { Preexisting: true } instance, Before: null }:
                _progress.Line($"{instance.Id} was there already ({instance.State}), left alone");
                break;
            case ScalingEvent.StateChanged { Instance.Preexisting: false } change:
                OnState(change.Instance);
                break;
            case ScalingEvent.Increased increased:
                _progress.Line($"asked for {increased.Asked}, {increased.Succeeded} on their way");
                break;
            case ScalingEvent.Decreased decreased:
                _progress.Line($"asked to delete {decreased.Asked.Count}, accepted {decreased.Succeeded.Count}");
                break;
            case ScalingEvent.CallFailed failed:
                OnFailed(failed);
                break;
        }
    }

    private void OnState(TrackedInstance instance)
    {
        var (own, pending) = _provisioner.Own;
        if (own.All(ours => ours.Id != instance.Id) && _provisioner.Instances.Any(known => known.Id == instance.Id && !known.IsGone))
        {
            _progress.Line($"{instance.Id} {Name(instance.State)}, asked for by another, left alone");
            return;
        }

        _progress.Line($"{instance.Id} {Name(instance.State)}");
        if (instance is { IsGone: true, Marked: false } && _jobs.ContainsKey(instance.Id))
        {
            _problems.Add($"{instance.Id} went away by itself; its group may launch another in its place");
        }

        if (_removing)
        {
            RemoveOwn();
            return;
        }

        foreach (var ready in own.Where(ours => ours.State == State.Running && !_jobs.ContainsKey(ours.Id) && _jobs.Count < _wanted))
        {
            _jobs[ready.Id] = RunJobAsync(ready.Id, _progress.Elapsed - _requestedAt);
        }

        if (instance.IsGone && !_jobs.ContainsKey(instance.Id) && own.Count + pending < _wanted)
        {
            _provisioner.Request(1);
        }
    }

    private static string Name(State state) => state.ToString().ToLowerInvariant();

    private async Task RunJobAsync(string instance, TimeSpan toRunning)
    {
        var outcome = await _job.RunAsync(instance, toRunning, _jobsEnd.Token);
        _inbox.Writer.TryWrite(() =>
        {
            _outcomes.Add(outcome);
            _progress.Line(outcome.Error ?? $"{instance} ran the command: exit code {outcome.ExitCode}");
        });
    }

    private void OnFailed(ScalingEvent.CallFailed failed)
    {
        _lastFailure = failed.Error;
        _progress.Line($"{failed.Call} failed: {failed.Error}");
        if (failed.Call != "Increase" || failed.InARow < _plan.Attempts || _removing)
        {
            return;
        }

        var (instances, pending) = _provisioner.Own;
        GiveUpScalingUp(failed.Error, Math.Max(_jobs.Count, instances.Count + pending));
    }

    private void GiveUpScalingUp(string cause, int rest = 0)
    {
        _provisioner.CancelRequests();
        _problems.Add($"could not scale up to {_wanted}: {cause}");
        _wanted = rest;
    }
}
