using System.Collections.Concurrent;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Plugins;
using FleetingHost.Scaling;
using Grpc.Core.Interceptors;

namespace FleetingHost.Chaos;

/// <summary>
/// One life of a GitLab Runner and its plugin, from start to crash or shutdown: instances as jobs need them, a heartbeat before each job
/// and now and then, jobs over SSH. All but the provisioner's loop and the jobs runs in <see cref="RunAsync"/>.
/// </summary>
internal sealed class RunnerLife : IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _heartbeatEvery = TimeSpan.FromSeconds(10);

    private readonly PluginProcess _plugin;
    private readonly Losses _losses;
    private readonly InstanceGroup.InstanceGroupClient _group;
    private readonly Fleet _fleet;
    private readonly ChaosJob _job;
    private readonly CancellationTokenSource _jobsEnd = new();
    private readonly ConcurrentQueue<JobResult> _ended = new();
    private readonly ConcurrentQueue<(string Instance, string Cause)> _sick = new();
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private readonly CancellationTokenSource _loopEnd = new();
    private readonly Task _loop;
    private int _waiting;
    private TimeSpan _heartbeatAt;

    public RunnerLife(ChaosPlan plan, PluginProcess plugin, CallTimes times, Losses losses, Action<ScalingEvent> onEvent)
    {
        _plugin = plugin;
        _losses = losses;
        _group = new InstanceGroup.InstanceGroupClient(plugin.Channel.Intercept(times));
        Provisioner = new Provisioner(_group, plan.Pace, onEvent);
        _fleet = new Fleet(plan, Provisioner);
        _job = new ChaosJob(_group, new InstanceConnector(_group, new ConnectorOptions()), plan.ConnectTimeout);
        _loop = Provisioner.RunAsync(_loopEnd.Token);
    }

    public Provisioner Provisioner { get; }

    public PluginProcess Plugin => _plugin;

    /// <summary>Jobs that run or wait.</summary>
    public int Jobs => _waiting + _fleet.Busy;

    /// <summary>Keeps as many jobs going as wanted, until cancelled.</summary>
    public async Task RunAsync(Func<int> jobs, Func<TimeSpan> length, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var beat = new PeriodicTimer(_beat, time);
        try
        {
            do
            {
                Settle();
                Assign(jobs(), length);
                var now = time.GetElapsedTime(started);
                _fleet.Scale(Math.Max(jobs(), Jobs), now);
                if (now >= _heartbeatAt)
                {
                    _heartbeatAt = now + _heartbeatEvery;
                    Keep(HeartbeatAsync(_fleet.Running));
                }
            }
            while (await beat.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The life goes on, or it ends by Crash or Shutdown: not here.
        }
    }

    /// <summary>The host and its plugin are killed, and every job with them.</summary>
    public async Task CrashAsync()
    {
        await _jobsEnd.CancelAsync();
        _plugin.Kill();
        await StopAsync();
    }

    /// <summary>The host ends in order: no new jobs, the running ones are cut, the group is shut down, then the plugin.</summary>
    /// <returns>Whether the plugin ended by itself, with exit code 0.</returns>
    public async Task<bool> ShutdownAsync()
    {
        await StopAsync();
        try
        {
            await _group.ShutdownAsync(new Empty(), deadline: DateTime.UtcNow.AddSeconds(30));
        }
        catch (Grpc.Core.RpcException exception)
        {
            _losses.Count($"Shutdown failed: {RpcError.Text(exception)}");
        }

        return await _plugin.ShutdownAsync(CancellationToken.None) == 0 && !_plugin.Killed;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _plugin.DisposeAsync();
        _loopEnd.Dispose();
        _jobsEnd.Dispose();
    }

    private async Task StopAsync()
    {
        await _loopEnd.CancelAsync();
        await _jobsEnd.CancelAsync();
        await _loop;
        await Task.WhenAll(_tasks.Keys);
        Settle();
    }

    private void Settle()
    {
        while (_ended.TryDequeue(out var result))
        {
            Settle(result);
        }

        while (_sick.TryDequeue(out var sick))
        {
            // One that was let go meanwhile may well be gone.
            if (_fleet.Running.Contains(sick.Instance))
            {
                _losses.Blame("instance", sick.Instance, $"heartbeat: {sick.Cause}");
                _fleet.LetGo(sick.Instance);
            }
        }
    }

    private void Settle(JobResult result)
    {
        _fleet.GiveBack(result.Instance, used: result.End == JobEnd.Ran);
        switch (result.End)
        {
            case JobEnd.Ran:
                _losses.Count("jobs run");
                break;
            case JobEnd.Unhealthy:
                _losses.Blame("instance", result.Instance, $"heartbeat: {result.Cause}");
                _fleet.LetGo(result.Instance);
                _waiting++;
                break;
            case JobEnd.Failed:
                _losses.Blame("job", result.Instance, result.Cause);
                _fleet.LetGo(result.Instance);
                break;
            case JobEnd.Cancelled:
                _losses.Count("jobs that ended with their host");
                break;
        }
    }

    private void Assign(int jobs, Func<TimeSpan> length)
    {
        _waiting += Math.Max(0, jobs - Jobs);
        foreach (var instance in _fleet.Free.Take(_waiting))
        {
            _waiting--;
            _fleet.Take(instance);
            Keep(RunJobAsync(instance, length()));
        }
    }

    private async Task RunJobAsync(string instance, TimeSpan length)
    {
        // Off the loop: a login is work.
        await Task.Yield();
        _ended.Enqueue(await _job.RunAsync(instance, length, _jobsEnd.Token));
    }

    private async Task HeartbeatAsync(IReadOnlyList<string> instances)
    {
        await Task.WhenAll(instances.Select(async instance =>
        {
            try
            {
                if (await _job.HeartbeatAsync(instance, _jobsEnd.Token) is { } cause)
                {
                    _sick.Enqueue((instance, cause));
                }
            }
            catch (OperationCanceledException)
            {
                // The host ends.
            }
        }));
    }

    private void Keep(Task task)
    {
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(ended => _tasks.TryRemove(ended, out _), TaskScheduler.Default);
    }
}
