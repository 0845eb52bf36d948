using AwsSimulator;
using FleetingHost.Plugins;

namespace FleetingHost.Benchmarks;

/// <summary>What the start of a plugin costs: time, memory, disk.</summary>
internal sealed class StartBenchmark(string path, Simulator simulator, string group)
{
    private const int Starts = 15;

    public async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken cancellationToken)
    {
        var handshakes = new List<double>();
        var inits = new List<double>();
        var memory = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using var plugin = await BenchPlugin.StartAsync(path, simulator, group, cancellationToken);
            handshakes.Add(plugin.ToHandshake.TotalMilliseconds);
            inits.Add(plugin.ToInit.TotalMilliseconds);
            memory.Add(ProcessStatus.ResidentMebibytes(plugin.Process.Id));
        }

        return
        [
            new("start_to_handshake", Quantile.Of(handshakes, 0.5), "ms"),
            new("start_to_init", Quantile.Of(inits, 0.5), "ms"),
            new("resident_after_init", Quantile.Of(memory, 0.5), "MiB"),
            new("binary_size", new FileInfo(path).Length / 1024.0 / 1024.0, "MiB"),
        ];
    }
}
