namespace FleetingHost.Benchmarks;

/// <summary>An hour of instances that come and go, compressed: memory must not grow with what has been.</summary>
internal sealed class SoakScenario(BenchSimulator simulator) : Scenario(simulator)
{
    private const int Size = 1000;
    private const int Turns = 30;
    private const int EachTurn = 100;
    private const int AtOnce = 16;

    public override string Name => "soak";

    public override async Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken)
    {
        await using var started = await StartAsync(plugin, Size, cancellationToken);
        var resident = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var ids = await started.UpdateAsync(cancellationToken);
            await ManyAsync(ids.TakeLast(EachTurn), AtOnce, started.ConnectAsync, cancellationToken);
            await started.DecreaseAsync(ids.Take(EachTurn), cancellationToken);
            await started.IncreaseAsync(EachTurn, cancellationToken);
            resident.Add(started.ResidentMegabytes);
        }

        var half = Turns / 2;
        figures.Add("soak.rss_mb", Quantile.Of(resident[half..], 0.5), "MB");
        figures.Add("soak.growth_mb", Quantile.Of(resident[half..], 0.5) - Quantile.Of(resident[(half / 2)..half], 0.5), "MB");
    }
}
