namespace FleetingHost.Benchmarks;

/// <summary>Every scenario, for one plugin or for two in turns, so that the machine's moods meet both.</summary>
internal static class BenchRun
{
    private const string Connect = "connectinfo.1000x16.cpu_ms";

    private static readonly int[] _atOnce = [1, 16, 64];

    private static readonly string[] _paired = ["start.handshake_ms", "start.init_http_ms", "start.init_ms", "start.init_cpu_ms"];

    /// <param name="plugin">The plugin that is measured.</param>
    /// <param name="other">A second one, to compare it with.</param>
    /// <param name="only">How the names of the scenarios to run begin; null for all.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<BenchResults> RunAsync(
        string plugin, string? other, string? only, Action<string> progress, CancellationToken cancellationToken)
    {
        List<(string Path, Figures Figures)> plugins = [(plugin, new Figures(""))];
        if (other is not null)
        {
            plugins.Add((other, new Figures(BenchResults.Prefix)));
        }

        await using (var simulator = await BenchSimulator.StartAsync(cancellationToken))
        {
            foreach (var scenario in Scenarios(simulator).Where(scenario => only is null || scenario.Name.StartsWith(only, StringComparison.Ordinal)))
            {
                progress(scenario.Name);
                for (var round = 0; round < scenario.Rounds; round++)
                {
                    foreach (var (path, figures) in plugins)
                    {
                        await scenario.RunAsync(path, figures, cancellationToken);
                    }
                }
            }
        }

        foreach (var (path, figures) in plugins)
        {
            figures.Add("binary_mb", new FileInfo(path).Length / 1e6, "MB");
        }

        var (own, others) = (plugins[0].Figures, other is null ? null : plugins[1].Figures);
        return new BenchResults([.. own.Medians], [.. others?.Medians ?? []], [.. Both(own, others, cancellationToken)]);
    }

    private static IEnumerable<Scenario> Scenarios(BenchSimulator simulator) =>
    [
        new StartScenario(simulator),
        .. BenchServer.Sizes.Select(size => new UpdateScenario(simulator, size)),
        .. _atOnce.Select(atOnce => new ConnectScenario(simulator, atOnce)),
        new FleetScenario(simulator),
        new SoakScenario(simulator),
    ];

    private static IEnumerable<Measurement> Both(Figures own, Figures? others, CancellationToken cancellationToken)
    {
        if (own.Has(Connect))
        {
            var yardstick = Yardstick.Run(cancellationToken);
            yield return yardstick;
            yield return new Measurement("connectinfo.1000x16.per_yardstick", yardstick.Value / Quantile.Of(own.Of(Connect), 0.5), "times");
        }

        foreach (var name in _paired.Where(name => others is not null && own.Has(name)))
        {
            // Each pair by itself: what one start suffers of its neighbours, the next one does, too.
            var ratios = own.Of(name).Zip(others!.Of(name), (mine, theirs) => mine / theirs);
            yield return new Measurement($"ratio.{name}", Quantile.Of([.. ratios], 0.5), "times");
        }
    }
}
