using FleetingHost.Configuration;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host run</c>: the user's own config.toml against the AWS that the environment names.</summary>
internal static class RunCommand
{
    /// <summary>Runs the command on instances of the user's group.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    /// <exception cref="ConfigurationException">config.toml is wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(words, "--config", "--runner", "--instances", "--plugin", "--logs");
        var file = arguments.Config();
        if (arguments.Command == "")
        {
            throw new UsageException("the command is missing: put it last, behind --");
        }

        var runner = RunnerConfigReader.ReadFile(file, arguments.Options.GetValueOrDefault("--runner"));
        var instances = arguments.Instances() ?? runner.IdleInstances;
        if (runner.MaxInstances > 0 && instances > runner.MaxInstances)
        {
            throw new UsageException($"--instances is {instances}, max_instances of runner '{runner.Name}' is {runner.MaxInstances}");
        }

        var path = PluginPath.Find(
            arguments.Options.GetValueOrDefault("--plugin") ?? runner.Plugin, Environment.GetEnvironmentVariable("PATH"));
        var progress = new Progress(error, TimeProvider.System);
        progress.Line($"runner '{runner.Name}': {instances} instances by plugin {path}");
        var plan = RunPlan.For(runner, instances, arguments.Command) with { TellEvery = TimeSpan.FromSeconds(30) };
        var connecting = new ConnectorOptions { UseExternalAddress = runner.Connector.UseExternalAddress };
        return await new PluginRun(progress, output, arguments.Shown(LogLevel.Warning)).RunAsync(
            path, new Dictionary<string, string?>(), plan, connecting, interrupt);
    }
}
