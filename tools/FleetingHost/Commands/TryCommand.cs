using FleetingHost.Configuration;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using FleetingHost.Scaling;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host try</c>: one instance of the user's own group, there and back, each step timed, and only after a yes.</summary>
internal static class TryCommand
{
    private const string DefaultCommand = "uname -a";

    /// <summary>Tries the runner's configuration.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong, or nobody can be asked.</exception>
    /// <exception cref="ConfigurationException">config.toml is wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(words, "--config", "--runner", "--plugin", "--yes", "--logs");
        var file = arguments.Config();
        if (!arguments.Yes && Console.IsInputRedirected)
        {
            throw new UsageException("try launches an instance, and stdin is no terminal to ask at: say --yes to launch without being asked");
        }

        var runner = RunnerConfigReader.ReadFile(file, arguments.Options.GetValueOrDefault("--runner"));
        var path = PluginPath.Find(
            arguments.Options.GetValueOrDefault("--plugin") ?? runner.Plugin, Environment.GetEnvironmentVariable("PATH"));
        var progress = new Progress(error, TimeProvider.System);
        progress.Line($"runner '{runner.Name}' of {file}, plugin {path}");
        var command = arguments.Command == "" ? DefaultCommand : arguments.Command;
        var plan = RunPlan.For(runner, instances: 1, command);
        plan = plan with
        {
            Pace = plan.Pace with { OwnAtMost = 1 },
            LateTimeout = TimeSpan.FromSeconds(30),
            EndingIsEnough = true,
            EndAtPluginError = true,
            TellEvery = TimeSpan.FromSeconds(5),
            Confirm = ConfirmAsync,
        };
        var connecting = new ConnectorOptions { UseExternalAddress = runner.Connector.UseExternalAddress };
        return await new PluginRun(progress, output, arguments.Shown(LogLevel.Information)) { Table = StepTable.Format }.RunAsync(
            path, new Dictionary<string, string?>(), plan, connecting, interrupt);

        async Task<bool> ConfirmAsync(GroupSight sight, CancellationToken cancellationToken)
        {
            progress.Line($"group {sight.Group} has {States(sight.Instances)}");
            progress.Line($"to do: launch 1 instance of it, connect, run `{command}`, end that instance again; AWS charges for it as for any other");
            return arguments.Yes
                || await new Consent(Console.In, error).AskAsync($"launch 1 instance in {sight.Group}?", cancellationToken);
        }
    }

    private static string States(IReadOnlyList<TrackedInstance> instances)
    {
        var states = instances.GroupBy(instance => instance.State)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        return instances.Count == 0 ? "none now" : $"{string.Join(", ", states)} now, to be left alone";
    }
}
