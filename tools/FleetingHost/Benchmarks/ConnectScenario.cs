namespace FleetingHost.Benchmarks;

/// <summary>ConnectInfo with a fresh key for each of a thousand instances.</summary>
internal sealed class ConnectScenario(BenchSimulator simulator, int atOnce) : Scenario(simulator)
{
    private const int Size = 1000;
    private const int Usual = 16;

    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(5);

    public override string Name => $"connect.{atOnce}";

    public override async Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken)
    {
        await using var started = await StartAsync(plugin, Size, cancellationToken);
        var ids = await started.UpdateAsync(cancellationToken);
        await Simulator.CallsAsync(cancellationToken);

        var before = started.CpuMilliseconds;
        var latencies = await ManyAsync(ids, atOnce, started.ConnectAsync, cancellationToken);
        var name = $"connectinfo.{Size}x{atOnce}";
        figures.Add($"{name}.cpu_ms", (started.CpuMilliseconds - before) / ids.Count, "ms");
        figures.Add($"{name}.p50_ms", Quantile.Of(latencies, 0.5), "ms");
        figures.Add($"{name}.p99_ms", Quantile.Of(latencies, 0.99), "ms");
        foreach (var (action, count) in await Simulator.CallsAsync(cancellationToken))
        {
            figures.Add(action == "DescribeInstances" ? $"{name}.describe_instances" : $"{name}.calls.{action}", count, "calls");
        }

        if (atOnce == Usual)
        {
            await Task.Delay(_settling, cancellationToken);
            figures.Add("rss.settled_mb", started.ResidentMegabytes, "MB");
            figures.Add("rss.peak_mb", started.PeakMegabytes, "MB");
            before = started.CpuMilliseconds;
            await Task.Delay(_settling, cancellationToken);
            figures.Add("idle.cpu_ms_per_s", (started.CpuMilliseconds - before) / _settling.TotalSeconds, "ms");
        }
    }
}
