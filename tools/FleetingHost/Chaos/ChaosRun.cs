using AwsSimulator;
using AwsSimulator.Calls;
using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using FleetingHost.Configuration;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using FleetingHost.Scaling;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Chaos;

/// <summary>
/// A runner with a plugin on a simulated AWS where calls fail and things befall the group, for a while; then nothing fails any more, and
/// host and group must come to agree; then the host wants nothing, and nothing may be left.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const string GroupName = "chaos";
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);

    private readonly ChaosPlan _plan;
    private readonly Progress _progress;
    private readonly bool _logs;
    private readonly Simulator _simulator;
    private readonly JobLoad _load;
    private readonly Losses _losses;
    private readonly CapacityWatch _watch;
    private readonly CallTimes _times = new();
    private readonly List<(Footprint Start, Footprint End)> _footprints = [];
    private readonly List<string> _leaked = [];
    private RunnerLife? _life;
    private Footprint? _atStart;
    private bool _winding;

    private ChaosRun(ChaosPlan plan, Progress progress, bool logs, Simulator simulator)
    {
        _plan = plan;
        _progress = progress;
        _logs = logs;
        _simulator = simulator;
        _load = new JobLoad(plan);
        _losses = new Losses(progress.Line);
        _watch = new CapacityWatch(Wants, progress.Line);
        simulator.Calls.Recorded += _watch.On;
        simulator.Calls.Recorded += NoteShrinking;
    }

    private SimulatedGroup Group => _simulator.Groups[GroupName];

    /// <summary>Runs it all.</summary>
    /// <exception cref="PluginStartException">The plugin never came to serve.</exception>
    public static async Task<ChaosReport> RunAsync(ChaosPlan plan, Progress progress, bool logs, CancellationToken cancellationToken)
    {
        var group = new GroupSettings
        {
            Name = GroupName,
            // Twice of what is wanted: too much shall show.
            MaxSize = 2 * plan.Instances,
            LaunchTime = TimeSpan.FromSeconds(2),
            TerminateTime = TimeSpan.FromSeconds(2),
            Spot = true,
            // As no group for fleeting should be: a capacity that is set too low kills.
            NewInstancesProtectedFromScaleIn = false,
        };
        await using var simulator = await Simulator.StartAsync(new SimulatorSettings { Groups = [group] }, cancellationToken);
        simulator.Policy = plan.PolicyOf2023 ? OldPolicy.Of(simulator, simulator.Groups[GroupName]) : null;
        await using var run = new ChaosRun(plan, progress, logs, simulator);
        return await run.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_life is not null)
        {
            await _life.DisposeAsync();
        }
    }

    private async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        await StormAsync(cancellationToken);
        var hit = _simulator.Calls.All.Where(call => call.Fault is not null).ToList();
        var calls = _simulator.Calls.All.Count;
        _progress.Line("nothing fails any more: host and group must come to agree");
        await SettleAsync(cancellationToken);
        await WindDownAsync(cancellationToken);
        return new ChaosReport
        {
            Lost = _losses.Lost,
            Leaked = [.. _watch.Drifts, .. _leaked],
            Counts = _losses.Counts,
            Faults = [.. hit.GroupBy(call => call.Fault!).OrderBy(way => way.Key, StringComparer.Ordinal)
                .Select(way => (way.Key, way.Count(call => !call.CarriedOut), way.Count(call => call.CarriedOut)))],
            Calls = calls,
            PluginCalls = [.. _times.All],
            Footprints = _footprints,
            MostDesired = _watch.Most,
        };
    }

    private async Task StormAsync(CancellationToken cancellationToken)
    {
        using var storm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var misfortunes = new Misfortunes(_plan, Group, _losses).RunAsync(storm.Token);
        _simulator.Faults.Random = new RandomFaults(_plan.Seed, _plan.Rate);
        var chance = _plan.Chance(21);
        while (_progress.Elapsed < _plan.Duration && !cancellationToken.IsCancellationRequested)
        {
            var life = _life ??= await StartAsync(storm.Token);
            if (life is null)
            {
                continue;
            }

            var until = _progress.Elapsed + TimeSpan.FromSeconds(chance.Next(60, 120));
            var last = until >= _plan.Duration;
            await LiveAsync(life, last ? _plan.Duration : until, cancellationToken);
            if (!last)
            {
                await EndAsync(crash: chance.Next(3) > 0);
            }
        }

        await storm.CancelAsync();
        await misfortunes;
        _simulator.Faults.Clear();
        Group.LaunchFailure = null;
    }

    private async Task LiveAsync(RunnerLife life, TimeSpan until, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var left = until - _progress.Elapsed;
        end.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        await RunAsync(life, end.Token);
    }

    private Task RunAsync(RunnerLife life, CancellationToken end) =>
        life.RunAsync(() => _winding ? 0 : _load.Jobs(_progress.Elapsed), _load.NextLength, TimeProvider.System, end);

    private async Task EndAsync(bool crash)
    {
        var life = _life!;
        _progress.Line(crash ? "the host is killed, and the plugin with it" : "the host is stopped, and starts again");
        _losses.Count(crash ? "hosts killed" : "hosts stopped");
        _footprints.Add((_atStart!, Footprint.Of(life.Plugin.Id)));
        if (crash)
        {
            await life.CrashAsync();
        }
        else if (!await life.ShutdownAsync())
        {
            _leaked.Add("a plugin did not end by itself after Shutdown");
        }

        await life.DisposeAsync();
        _life = null;
    }

    // Null when it must be tried again: a plugin that cannot reach AWS says so and is started once more.
    private async Task<RunnerLife?> StartAsync(CancellationToken cancellationToken)
    {
        var plugin = await PluginProcess.StartAsync(
            _plan.Plugin, SimulatorEnvironment.For(_simulator), new PluginOptions { OnLog = Show }, cancellationToken);
        var plan = new RunPlan
        {
            PluginConfig = $$"""{"name":"{{GroupName}}","region":"{{_simulator.Region}}"}""",
            Connector = new ConnectorSettings { ProtocolPort = _simulator.SshPort },
            Instances = _plan.Instances,
            MaxInstances = _plan.Instances,
            Command = "",
        };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(plan.InitTimeout);
            await GroupInit.RunAsync(new Fleeting.Protocol.InstanceGroup.InstanceGroupClient(plugin.Channel), plan, limit.Token);
        }
        catch (Exception exception) when (exception is GroupException or OperationCanceledException)
        {
            await plugin.DisposeAsync();
            _losses.Count("Inits that failed");
            _progress.Line(exception.Message);
            return null;
        }

        _atStart = Footprint.Of(plugin.Id);
        _progress.Line($"plugin {plugin.Id} serves: {_atStart}");
        return new RunnerLife(_plan, plugin, _times, _losses, On);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var life = _life ??= await StartAsync(cancellationToken)
            ?? throw new PluginStartException("could not start the plugin although nothing fails any more");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(life, end.Token);
        if (!await BecomesAsync(() => Disagreement(life) is null, cancellationToken))
        {
            _leaked.Add($"host and group do not agree: {Disagreement(life)}");
        }

        await end.CancelAsync();
        await running;
    }

    private async Task WindDownAsync(CancellationToken cancellationToken)
    {
        _progress.Line("the host wants nothing any more");
        var life = _life!;
        _winding = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(life, end.Token);
        await BecomesAsync(() => life.Jobs == 0 && life.Provisioner.Wanted.There == 0 && Left() is null, cancellationToken);
        await end.CancelAsync();
        await running;
        _footprints.Add((_atStart!, Footprint.Of(life.Plugin.Id)));
        if (!await life.ShutdownAsync())
        {
            _leaked.Add("the plugin did not end by itself after Shutdown");
        }

        if (Left() is { } left)
        {
            _leaked.Add(left);
        }
    }

    private Wants? Wants()
    {
        if (_life?.Provisioner is not { } provisioner)
        {
            return null;
        }

        // The group first: what it gains meanwhile is not held against the plugin.
        var active = Group.Instances.Where(IsActive).Select(instance => instance.Id).ToList();
        var (there, pending, requested) = provisioner.Wanted;
        return new Wants(there, pending, requested, active.Except(provisioner.Instances.Select(instance => instance.Id)).Count());
    }

    // What keeps the host's belief and the group apart; null when nothing does.
    private string? Disagreement(RunnerLife life)
    {
        var (_, pending, requested) = life.Provisioner.Wanted;
        var believed = life.Provisioner.Instances.Where(instance => !instance.IsGone).Select(instance => instance.Id).ToHashSet();
        var there = Group.Instances.Select(instance => instance.Id).ToHashSet();
        var active = Group.Instances.Count(IsActive);
        return pending + requested > 0 ? $"{pending} were promised and never came, {requested} are requested"
            : !believed.SetEquals(there) ? $"the host believes in {believed.Count} instances, the group has {there.Count}"
            : Group.DesiredCapacity != active ? $"DesiredCapacity is {Group.DesiredCapacity}, the group has {active}"
            : null;
    }

    private static bool IsActive(SimulatedInstance instance) => instance.LifecycleState is "Pending" or "InService";

    private string? Left() => Group is { Instances.Count: 0, DesiredCapacity: 0 }
        ? null
        : $"the host wants nothing, the group has {Group.Instances.Count} instances and DesiredCapacity {Group.DesiredCapacity}";

    private async Task<bool> BecomesAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var until = _progress.Elapsed + _plan.SettleTimeout;
        using var look = new PeriodicTimer(_look);
        while (!condition())
        {
            if (_progress.Elapsed > until)
            {
                return false;
            }

            await look.WaitForNextTickAsync(cancellationToken);
        }

        return true;
    }

    private void NoteShrinking(RecordedCall call)
    {
        if (call is not { Action: "SetDesiredCapacity", CarriedOut: true })
        {
            return;
        }

        foreach (var activity in Group.Activities.TakeWhile(activity => activity.StartTime >= call.Time))
        {
            if (activity.Cause.Contains("difference between desired and actual capacity, shrinking", StringComparison.Ordinal)
                && !_losses.IsTakenAway(activity.InstanceId!))
            {
                _losses.Shrink(activity.InstanceId!);
            }
        }
    }

    private void On(ScalingEvent scalingEvent)
    {
        if (scalingEvent is ScalingEvent.CallFailed failed && _logs)
        {
            _progress.Line($"{failed.Call} failed: {failed.Error}");
        }
    }

    private void Show(PluginLogEntry entry)
    {
        if (_logs)
        {
            _progress.Line($"plugin: {entry}");
        }
        else if (entry.Level >= LogLevel.Error)
        {
            _losses.Count("errors in the plugin's log");
        }
    }
}
