using System.Diagnostics;
using AwsSimulator;
using FleetingHost.Plugins;

namespace FleetingHost.Benchmarks;

/// <summary>What ConnectInfo with a fresh key costs, called for every job start.</summary>
internal sealed class ConnectBenchmark(string path, Simulator simulator, string group)
{
    private const int Warm = 200;
    private const int Calls = 1000;
    private const int AtOnce = 100;

    public async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken cancellationToken)
    {
        await using var plugin = await BenchPlugin.StartAsync(path, simulator, group, cancellationToken);
        var ids = await plugin.UpdateAsync(cancellationToken);
        await SequentiallyAsync(plugin, ids, Warm, cancellationToken);

        var before = ProcessStatus.Cpu(plugin.Process.Id);
        var latencies = await SequentiallyAsync(plugin, ids, Calls, cancellationToken);
        var cpu = ProcessStatus.Cpu(plugin.Process.Id) - before;

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => plugin.ConnectAsync(ids[i % ids.Count], cancellationToken)));
        var together = Stopwatch.GetElapsedTime(started);

        return
        [
            new("connect_info_cpu", cpu.TotalMilliseconds / Calls, "ms"),
            new("connect_info_p50", Quantile.Of(latencies, 0.5), "ms"),
            new("connect_info_p99", Quantile.Of(latencies, 0.99), "ms"),
            new($"connect_info_{AtOnce}_at_once", together.TotalMilliseconds, "ms"),
            new("resident_after_connects", ProcessStatus.ResidentMebibytes(plugin.Process.Id), "MiB"),
        ];
    }

    private static async Task<IReadOnlyList<double>> SequentiallyAsync(
        BenchPlugin plugin, IReadOnlyList<string> ids, int calls, CancellationToken cancellationToken)
    {
        var latencies = new List<double>(calls);
        for (var call = 0; call < calls; call++)
        {
            latencies.Add(await plugin.ConnectAsync(ids[call % ids.Count], cancellationToken));
        }

        return latencies;
    }
}
