using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary>A plugin's life from start to end, with one run of its group in between.</summary>
internal sealed class PluginRun(Progress progress, TextWriter output, bool logs)
{
    /// <summary>Starts the plugin, carries out the plan, ends the plugin, and prints the table.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="PluginStartException">The plugin did not come to serve.</exception>
    /// <exception cref="GroupException">Init refused.</exception>
    public async Task<int> RunAsync(
        string path, IReadOnlyDictionary<string, string?> environment, RunPlan plan, ConnectorOptions connecting, Interrupt interrupt)
    {
        await using var plugin = await PluginProcess.StartAsync(path, environment, new PluginOptions { OnLog = Show }, interrupt.Stop);
        progress.Line($"plugin {path} serves, process {plugin.Id}: {plugin.Handshake.Line}");
        await plugin.EnsureServingAsync(interrupt.Stop);

        // A plugin that is gone cannot scale down: nothing is left to wait for.
        using var gone = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Stop, gone.Token);
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Abandon, gone.Token);
        var watch = WatchAsync(plugin, gone);
        using var run = new GroupRun(new InstanceGroup.InstanceGroupClient(plugin.Channel), plan, connecting, progress);
        var report = await run.RunAsync(stop.Token, abandon.Token);
        var died = gone.IsCancellationRequested;
        var exitCode = await plugin.ShutdownAsync(CancellationToken.None);
        await watch;
        progress.Line($"plugin ended with exit code {exitCode}{(plugin.Killed ? ", killed" : "")}");

        await output.WriteLineAsync(OutcomeTable.Format(report.Outcomes));
        foreach (var line in ReportText.Lines(report))
        {
            await output.WriteLineAsync(line);
        }

        if (died)
        {
            await output.WriteLineAsync($"the plugin ended by itself with exit code {exitCode}");
        }

        return ExitCode(report, plan.Instances, pluginEndedWell: exitCode == 0 && !plugin.Killed && !died);
    }

    private static async Task WatchAsync(PluginProcess plugin, CancellationTokenSource gone)
    {
        await plugin.WaitForExitAsync(CancellationToken.None);
        await gone.CancelAsync();
    }

    private static int ExitCode(RunReport report, int instances, bool pluginEndedWell)
    {
        if (!report.IsClean || !pluginEndedWell)
        {
            return ExitCodes.LeftBehind;
        }

        if (report.Interrupted)
        {
            return ExitCodes.Interrupted;
        }

        return report.Succeeded(instances) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void Show(PluginLogEntry entry)
    {
        if (logs || entry.Level >= LogLevel.Warning)
        {
            progress.Line($"plugin: {entry}");
        }
    }
}
