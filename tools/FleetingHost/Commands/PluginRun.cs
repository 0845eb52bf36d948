using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary>A plugin's life from start to end, with one run of its group in between.</summary>
/// <param name="progress">Told what happens.</param>
/// <param name="output">Gets the table and what there is to say below it.</param>
/// <param name="shown">The least level at which the plugin's log lines are shown.</param>
internal sealed class PluginRun(Progress progress, TextWriter output, LogLevel shown)
{
    private volatile GroupRun? _run;

    /// <summary>Makes the table at the end, from how long the plugin took to serve and the report. Default: a row for each instance.</summary>
    public Func<TimeSpan, RunReport, string> Table { get; init; } = (_, report) => OutcomeTable.Format(report.Outcomes);

    /// <summary>Starts the plugin, carries out the plan, ends the plugin, and prints the table.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="PluginStartException">The plugin did not come to serve.</exception>
    /// <exception cref="GroupException">Init refused, or the group cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was asked for.</exception>
    public async Task<int> RunAsync(
        string path, IReadOnlyDictionary<string, string?> environment, RunPlan plan, ConnectorOptions connecting, Interrupt interrupt)
    {
        var started = progress.Elapsed;
        await using var plugin = await PluginProcess.StartAsync(path, environment, new PluginOptions { OnLog = Show }, interrupt.Stop);
        progress.Line($"plugin {path} serves, process {plugin.Id}: {plugin.Handshake.Line}");
        await plugin.EnsureServingAsync(interrupt.Stop);
        var toServing = progress.Elapsed - started;

        // A plugin that is gone cannot scale down: nothing is left to wait for.
        using var gone = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Stop, gone.Token);
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Abandon, gone.Token);
        var watch = WatchAsync(plugin, gone);
        using var run = new GroupRun(new InstanceGroup.InstanceGroupClient(plugin.Channel), plan, connecting, progress);
        _run = run;
        var report = await RunAsync(run, interrupt, stop.Token, abandon.Token);
        var died = gone.IsCancellationRequested;
        var exitCode = await plugin.ShutdownAsync(CancellationToken.None);
        await watch;
        progress.Line($"plugin ended with exit code {exitCode}{(plugin.Killed ? ", killed" : "")}");

        if (report.Declined)
        {
            await output.WriteLineAsync("nothing was launched");
            return ExitCodes.Failed;
        }

        await output.WriteLineAsync(Table(toServing, report));
        foreach (var line in ReportText.Lines(report))
        {
            await output.WriteLineAsync(line);
        }

        if (died)
        {
            await output.WriteLineAsync($"the plugin ended by itself with exit code {exitCode}");
        }

        return ExitCode(report, plan.Instances, interrupt, pluginEndedWell: exitCode == 0 && !plugin.Killed && !died);
    }

    private static async Task<RunReport> RunAsync(GroupRun run, Interrupt interrupt, CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            return await run.RunAsync(stop, abandon);
        }
        catch (OperationCanceledException exception) when (!interrupt.Stop.IsCancellationRequested)
        {
            throw new GroupException("the plugin ended by itself before any instance was asked for", exception);
        }
    }

    private static async Task WatchAsync(PluginProcess plugin, CancellationTokenSource gone)
    {
        await plugin.WaitForExitAsync(CancellationToken.None);
        await gone.CancelAsync();
    }

    private static int ExitCode(RunReport report, int instances, Interrupt interrupt, bool pluginEndedWell)
    {
        if (!report.IsClean || !pluginEndedWell)
        {
            return ExitCodes.LeftBehind;
        }

        if (report.Interrupted)
        {
            return interrupt.ExitCode;
        }

        return report.Succeeded(instances) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void Show(PluginLogEntry entry)
    {
        if (entry.Level >= shown)
        {
            progress.Line($"plugin: {entry}");
        }

        if (entry.Level >= LogLevel.Error)
        {
            _run?.OnPluginError(entry.Message);
        }
    }
}
