namespace FleetingHost.Benchmarks;

/// <summary>Quantiles of a sample, by the nearest rank.</summary>
internal static class Quantile
{
    /// <summary>The value that a share <paramref name="q"/> of the values does not exceed.</summary>
    public static double Of(IReadOnlyCollection<double> values, double q) =>
        values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(q * values.Count) - 1));
}
