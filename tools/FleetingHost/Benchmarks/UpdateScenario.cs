namespace FleetingHost.Benchmarks;

/// <summary>Reading the group, by its size.</summary>
internal sealed class UpdateScenario(BenchSimulator simulator, int size) : Scenario(simulator)
{
    /// <summary>So many instances in all: the kernel counts CPU in hundredths of a second.</summary>
    private const int Instances = 40_000;

    private const int MostCalls = 400;
    private const int Largest = 5000;

    private readonly int _calls = Math.Min(MostCalls, Instances / size);

    public override string Name => $"update.{size}";

    public override int Rounds => 3;

    public override async Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken)
    {
        await using var started = await StartAsync(plugin, size, cancellationToken);
        await started.UpdateAsync(cancellationToken);
        var before = started.CpuMilliseconds;
        for (var call = 0; call < _calls; call++)
        {
            await started.UpdateAsync(cancellationToken);
        }

        figures.Add($"update.{size}.cpu_ms", (started.CpuMilliseconds - before) / _calls, "ms");
        if (size == Largest)
        {
            figures.Add($"rss.{size}_mb", started.ResidentMegabytes, "MB");
            figures.Add($"rss.{size}_peak_mb", started.PeakMegabytes, "MB");
        }
    }
}
