using AwsSimulator;
using FleetingHost.Benchmarks;
using FleetingHost.Plugins;
using FleetingHost.Reporting;

namespace FleetingHost.Commands;

/// <summary><c>fleeting-host bench</c>: measures a plugin against the simulator. bench/README.md says what the numbers mean.</summary>
internal static class BenchCommand
{
    private const string Group = "bench";

    /// <summary>Prints the measurements, a line each.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    /// <exception cref="PluginStartException">The plugin did not come to serve.</exception>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter error, Interrupt interrupt)
    {
        var arguments = Arguments.Parse(words, "--plugin");
        var path = PluginPath.Find(
            arguments.Options.GetValueOrDefault("--plugin") ?? DefaultPlugin.Path(), Environment.GetEnvironmentVariable("PATH"));
        var progress = new Progress(error, TimeProvider.System);
        progress.Line($"measuring {path}");

        // Instances without sshd: the numbers are the plugin's, not OpenSSH's.
        var group = new AwsSimulator.Cloud.GroupSettings { Name = Group, Sshd = false, MaxSize = 20, DesiredCapacity = 20 };
        await using var simulator = await Simulator.StartAsync(new SimulatorSettings { Groups = [group] }, interrupt.Stop);
        await simulator.WaitForAsync(
            () => simulator.Groups[Group].Instances.All(instance => instance.LifecycleState == "InService"), interrupt.Stop);

        var start = await new StartBenchmark(path, simulator, Group).RunAsync(interrupt.Stop);
        progress.Line("starts measured");
        var connect = await new ConnectBenchmark(path, simulator, Group).RunAsync(interrupt.Stop);
        progress.Line("connects measured");
        var yardstick = Yardstick.Run(interrupt.Stop);

        var cpu = connect.Single(measurement => measurement.Name == "connect_info_cpu").Value;
        var ratio = new Measurement("connect_infos_per_rsa_4096_key", yardstick.Value / cpu, "times");
        foreach (var measurement in (Measurement[])[.. start, .. connect, yardstick, ratio])
        {
            await output.WriteLineAsync(measurement.ToString());
        }

        return ExitCodes.Success;
    }
}
