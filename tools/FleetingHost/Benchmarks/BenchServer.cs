using AwsSimulator;
using AwsSimulator.Cloud;

namespace FleetingHost.Benchmarks;

/// <summary>
/// The simulator's process: prints what a plugin needs in its environment, then an empty line; answers each line that it is sent with the
/// calls since the last, by action; ends with its standard input.
/// </summary>
internal static class BenchServer
{
    /// <summary>The sizes of the groups; each is named after its size.</summary>
    public static readonly int[] Sizes = [10, 100, 1000, 5000];

    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        using var authority = new BenchAuthority();

        // Instances without sshd: the numbers are the plugin's, not OpenSSH's.
        var groups = Sizes.Select(size => new GroupSettings { Name = Group(size), Sshd = false, MaxSize = 2 * size, DesiredCapacity = size });
        await using var simulator = await Simulator.StartAsync(
            new SimulatorSettings { Certificate = authority.Server, Groups = [.. groups] }, cancellationToken);
        await simulator.WaitForAsync(
            () => simulator.Groups.Values.All(group => group.Instances.All(instance => instance.LifecycleState == "InService")), cancellationToken);

        foreach (var (name, value) in simulator.Environment)
        {
            await output.WriteLineAsync($"{name}={value}");
        }

        await output.WriteLineAsync($"{BenchSimulator.TlsEndpoint}={simulator.TlsEndpoint.ToString().TrimEnd('/')}");
        await output.WriteLineAsync($"SSL_CERT_FILE={authority.Bundle}\n");
        await output.FlushAsync(cancellationToken);
        while (await input.ReadLineAsync(cancellationToken) is not null)
        {
            var calls = simulator.Calls.All.CountBy(call => call.Action).Select(count => $"{count.Key}={count.Value}");
            simulator.Calls.Clear();
            await output.WriteLineAsync(string.Join(' ', calls));
            await output.FlushAsync(cancellationToken);
        }
    }

    public static string Group(int size) => $"bench-{size}";
}
