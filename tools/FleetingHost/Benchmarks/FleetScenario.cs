using System.Diagnostics;

namespace FleetingHost.Benchmarks;

/// <summary>A thousand instances: a heartbeat of each, all of them gone, and as many again.</summary>
internal sealed class FleetScenario(BenchSimulator simulator) : Scenario(simulator)
{
    private const int Size = 1000;
    private const int AtOnce = 64;

    public override string Name => "fleet";

    public override async Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken)
    {
        await using var started = await StartAsync(plugin, Size, cancellationToken);
        var ids = await started.UpdateAsync(cancellationToken);
        await MeasureAsync($"heartbeat.{Size}", started, figures, () => ManyAsync(
            ids,
            AtOnce,
            async (id, token) =>
            {
                await started.HeartbeatAsync(id, token);
                return 0;
            },
            cancellationToken), cancellationToken);
        await MeasureAsync($"decrease.{Size}", started, figures, () => started.DecreaseAsync(ids, cancellationToken), cancellationToken);
        await MeasureAsync($"increase.{Size}", started, figures, () => started.IncreaseAsync(Size, cancellationToken), cancellationToken);

        // The next plugin finds as many as this one.
        while ((await started.UpdateAsync(cancellationToken)).Count < Size)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private async Task MeasureAsync(
        string name, BenchPlugin plugin, Figures figures, Func<Task> work, CancellationToken cancellationToken)
    {
        await Simulator.CallsAsync(cancellationToken);
        var before = plugin.CpuMilliseconds;
        var start = Stopwatch.GetTimestamp();
        await work();
        figures.Add($"{name}.ms", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        figures.Add($"{name}.cpu_ms", plugin.CpuMilliseconds - before, "ms");
        var calls = await Simulator.CallsAsync(cancellationToken);
        figures.Add($"{name}.calls", calls.Values.Sum(), "calls");
        foreach (var (action, count) in calls)
        {
            figures.Add($"{name}.calls.{action}", count, "calls");
        }
    }
}
