using FleetingHost.Benchmarks;
using FleetingHost.Plugins;
using FleetingHost.Reporting;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host bench</c>: measures a plugin, or two in turns, against the simulator. bench/README.md says what the numbers mean.</summary>
internal static class BenchCommand
{
    /// <summary>Prints the measurements, a line each; keeps them in a folder, where one is named.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    /// <exception cref="PluginStartException">A plugin did not come to serve.</exception>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(words, "--plugin", "--other", "--results", "--only");
        var plugin = Find(arguments.Options.GetValueOrDefault("--plugin") ?? DefaultPlugin.Path());
        var other = arguments.Options.TryGetValue("--other", out var given) ? Find(given) : null;
        var progress = new Progress(error, TimeProvider.System);
        progress.Line($"measuring {plugin}{(other is null ? "" : $", and in turns with it {other}")}");

        var results = await BenchRun.RunAsync(
            plugin, other, arguments.Options.GetValueOrDefault("--only"), progress.Line, interrupt.Stop);
        foreach (var measurement in results.All)
        {
            await output.WriteLineAsync(measurement.ToString());
        }

        if (arguments.Options.TryGetValue("--results", out var folder))
        {
            await BenchRecord.KeepAsync(folder, results, TimeProvider.System.GetUtcNow(), interrupt.Stop);
        }

        return ExitCodes.Success;
    }

    private static string Find(string plugin) => PluginPath.Find(plugin, Environment.GetEnvironmentVariable("PATH"));
}
