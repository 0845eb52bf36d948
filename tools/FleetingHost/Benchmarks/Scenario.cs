namespace FleetingHost.Benchmarks;

/// <summary>Something that a plugin does and that costs.</summary>
/// <param name="simulator">Its AWS.</param>
internal abstract class Scenario(BenchSimulator simulator)
{
    protected BenchSimulator Simulator => simulator;

    /// <summary>By which it is chosen, such as <c>update.1000</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How often it is measured; with two plugins, they take turns.</summary>
    public virtual int Rounds => 1;

    public abstract Task RunAsync(string plugin, Figures figures, CancellationToken cancellationToken);

    protected Task<BenchPlugin> StartAsync(string plugin, int size, CancellationToken cancellationToken, bool overTls = true) =>
        BenchPlugin.StartAsync(plugin, simulator.PluginEnvironment(overTls), size, cancellationToken);

    /// <summary>Calls once for each item, so many at once; the latencies, whatever the call says they are.</summary>
    protected static async Task<IReadOnlyList<double>> ManyAsync<T>(
        IEnumerable<T> items, int atOnce, Func<T, CancellationToken, Task<double>> call, CancellationToken cancellationToken)
    {
        var latencies = new List<double>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, token) =>
        {
            var latency = await call(item, token);
            lock (latencies)
            {
                latencies.Add(latency);
            }
        });
        return latencies;
    }
}
