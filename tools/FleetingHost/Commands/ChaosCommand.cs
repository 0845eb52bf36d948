using System.Globalization;
using FleetingHost.Chaos;
using FleetingHost.Plugins;
using FleetingHost.Reporting;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host chaos</c>: jobs under faults, and whether any is lost or anything left behind.</summary>
internal static class ChaosCommand
{
    /// <summary>Runs it and prints the report; its last line is <c>chaos: N lost, N leaked</c>.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    /// <exception cref="PluginStartException">The plugin did not come to serve.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(
            words, "--plugin", "--minutes", "--instances", "--seed", "--rate", "--policy", "--logs");
        var plan = new ChaosPlan
        {
            Plugin = PluginPath.Find(
                arguments.Options.GetValueOrDefault("--plugin") ?? DefaultPlugin.Path(), Environment.GetEnvironmentVariable("PATH")),
            Duration = TimeSpan.FromMinutes(arguments.Number("--minutes", 2, least: 0.1, most: 1440)),
            Instances = arguments.Instances() ?? 20,
            Seed = (int)arguments.Number("--seed", 1, least: 0, most: int.MaxValue),
            Rate = arguments.Number("--rate", 0.1, least: 0, most: 1),
            PolicyOf2023 = arguments.Options.GetValueOrDefault("--policy") switch
            {
                null or "2024" => false,
                "2023" => true,
                var other => throw new UsageException($"--policy must be 2023 or 2024, not '{other}'"),
            },
        };
        var progress = new Progress(error, TimeProvider.System);
        progress.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"chaos for {plan.Duration.TotalMinutes:0.##} minutes: {plan.Instances} instances, seed {plan.Seed}, rate {plan.Rate}, policy of {(plan.PolicyOf2023 ? 2023 : 2024)}, {plan.Plugin}"));
        var report = await ChaosRun.RunAsync(plan, progress, arguments.Logs, interrupt.Stop);
        foreach (var line in ChaosText.Lines(report))
        {
            await output.WriteLineAsync(line);
        }

        return report is { Lost.Count: 0, Leaked.Count: 0 } ? ExitCodes.Success : ExitCodes.Failed;
    }
}
