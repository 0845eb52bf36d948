using System.Threading.Channels;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Reporting;
using FleetingHost.Scaling;
using Grpc.Core;

namespace FleetingHost.Driving;

/// <summary>
/// Scales a group up, runs a command on each new instance as soon as it runs, and scales down again, whatever happens in between.
/// Instances that were there before are left alone.
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
    /// <exception cref="GroupException">Init refused; nothing was started.</exception>
    public async Task<RunReport> RunAsync(CancellationToken interrupted, CancellationToken abandoned)
    {
        await InitAsync(interrupted);
        using var loopEnd = new CancellationTokenSource();
        var loop = LoopAsync(loopEnd.Token);
        var wasInterrupted = !await ScaleUpAsync(interrupted);
        await ScaleDownAsync(abandoned);
        await loopEnd.CancelAsync();
        await loop;
        await ShutdownAsync();

        var (left, pending) = _provisioner.Own;
        return new RunReport
        {
            Outcomes = _outcomes,
            Problems = _problems,
            Left = [.. left.Select(instance => instance.Id)],
            NeverSeen = pending,
            Interrupted = wasInterrupted && interrupted.IsCancellationRequested,
        };
    }

    public void Dispose() => _jobsEnd.Dispose();

    private async Task InitAsync(CancellationToken interrupted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        limit.CancelAfter(_plan.InitTimeout);
        try
        {
            var answer = await GroupInit.RunAsync(_group, _plan, limit.Token);
            _progress.Line($"initialised: {answer.Id}, at most {answer.MaxSize} instances, plugin version {answer.Version}");
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            throw new GroupException($"could not initialise the plugin: Init did not end within {_plan.InitTimeout.TotalSeconds:0} s");
        }
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

    // False when it was cut short.
    private async Task<bool> ScaleUpAsync(CancellationToken interrupted)
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

            return true;
        }
        catch (OperationCanceledException)
        {
            var cause = interrupted.IsCancellationRequested ? "interrupted" : $"not done within {_plan.Timeout.TotalSeconds:0} s";
            _problems.Add($"{cause} with {_outcomes.Count} of {_wanted} instances finished");
            _progress.Line($"{cause}, scaling down");
            return false;
        }
    }

    private async Task ScaleDownAsync(CancellationToken abandoned)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        limit.CancelAfter(_plan.RemovalTimeout);
        _removing = true;
        _provisioner.CancelRequests();
        await _jobsEnd.CancelAsync();
        foreach (var instance in _provisioner.Own.Instances)
        {
            _provisioner.Remove(instance.Id);
        }

        try
        {
            await Task.WhenAll(_jobs.Values).WaitAsync(limit.Token);
            while (_provisioner.Own is not { Instances.Count: 0, Pending: 0 })
            {
                (await _inbox.Reader.ReadAsync(limit.Token))();
            }
        }
        catch (OperationCanceledException)
        {
            _progress.Line("giving up on the rest");
        }

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
        _progress.Line($"{instance.Id} {instance.State.ToString().ToLowerInvariant()}");
        if (_removing)
        {
            _provisioner.Remove(instance.Id);
        }
        else if (instance.State == State.Running && !_jobs.ContainsKey(instance.Id) && _jobs.Count < _wanted)
        {
            _jobs[instance.Id] = RunJobAsync(instance.Id, _progress.Elapsed - _requestedAt);
        }
        else if (instance.IsGone && !_jobs.ContainsKey(instance.Id))
        {
            _provisioner.Request(1);
        }
    }

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
        _progress.Line($"{failed.Call} failed: {failed.Error}");
        if (failed.Call != "Increase" || failed.InARow < _plan.IncreaseAttempts || _removing)
        {
            return;
        }

        _provisioner.CancelRequests();
        var (instances, pending) = _provisioner.Own;
        _problems.Add($"could not scale up to {_wanted}: {failed.Error}");
        _wanted = Math.Max(_jobs.Count, instances.Count + pending);
    }
}
