using AwsSimulator;
using FleetingHost.Configuration;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host demo</c>: everything the plugin is for, on a simulated AWS in this very process.</summary>
internal static class DemoCommand
{
    private const string Group = "demo";

    // sshd tells the command at which address of its own the connection arrived.
    private const string Command = """echo "hello from $(echo $SSH_CONNECTION | cut -d' ' -f3), kernel $(uname -r)" """;

    /// <summary>Runs the demo and makes sure that nothing is left of it.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(words, "--plugin", "--instances", "--logs");
        var instances = arguments.Instances() ?? 3;
        var path = PluginPath.Find(
            arguments.Options.GetValueOrDefault("--plugin") ?? DefaultPlugin.Path(), Environment.GetEnvironmentVariable("PATH"));
        var progress = new Progress(error, TimeProvider.System);
        var descendants = Descendants.Adopt();

        int exitCode;
        await using (var simulator = await StartSimulatorAsync(instances, interrupt.Stop))
        {
            progress.Line($"simulated AWS at {simulator.Endpoint}, region {simulator.Region}, group '{Group}'");
            var plan = new RunPlan
            {
                PluginConfig = $$"""{"name":"{{Group}}","region":"{{simulator.Region}}"}""",
                Connector = new ConnectorSettings { ProtocolPort = simulator.SshPort },
                Instances = instances,
                Command = Command,
                MaxInstances = instances,
                Timeout = TimeSpan.FromMinutes(2),
                RemovalTimeout = TimeSpan.FromMinutes(1),
            };
            exitCode = await new PluginRun(progress, output, arguments.Shown(LogLevel.Warning)).RunAsync(
                path, SimulatorEnvironment.For(simulator), plan, new ConnectorOptions(), interrupt);

            progress.Line($"Instance Connect delivered {simulator.Calls.Count("SendSSHPublicKey")} keys");
            var left = simulator.Groups[Group].Instances.Count;
            progress.Line($"group '{Group}' has {left} instances and desired capacity {simulator.Groups[Group].DesiredCapacity}");
            if (left > 0)
            {
                exitCode = ExitCodes.LeftBehind;
            }
        }

        var processes = descendants.Running();
        progress.Line($"{processes.Count} processes left");
        foreach (var process in processes)
        {
            await output.WriteLineAsync($"still running: {process}");
        }

        return processes.Count == 0 ? exitCode : ExitCodes.LeftBehind;
    }

    private static Task<Simulator> StartSimulatorAsync(int instances, CancellationToken cancellationToken)
    {
        var group = new AwsSimulator.Cloud.GroupSettings
        {
            Name = Group,
            MaxSize = instances,
            LaunchTime = TimeSpan.FromSeconds(2),
            TerminateTime = TimeSpan.FromSeconds(1),
        };
        return Simulator.StartAsync(new SimulatorSettings { Groups = [group] }, cancellationToken);
    }
}
