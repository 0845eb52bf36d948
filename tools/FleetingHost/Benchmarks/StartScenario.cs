namespace FleetingHost.Benchmarks;

/// <summary>From before the fork to the handshake and to Init, and what stays in memory.</summary>
internal sealed class StartScenario(BenchSimulator simulator) : Scenario(simulator)
{
    public override string Name => "start";

    public override int Rounds => 15;

    public override async Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken)
    {
        await using (var plain = await StartAsync(plugin, 10, cancellationToken, overTls: false))
        {
            figures.Add("start.init_http_ms", plain.InitMilliseconds, "ms");
        }

        await using var started = await StartAsync(plugin, 10, cancellationToken);
        figures.Add("start.handshake_ms", started.HandshakeMilliseconds, "ms");
        figures.Add("start.init_ms", started.InitMilliseconds, "ms");
        figures.Add("start.init_cpu_ms", started.CpuMilliseconds, "ms");
        figures.Add("rss.init_mb", started.ResidentMegabytes, "MB");
    }
}
