namespace FleetingHost.Benchmarks;

/// <summary>What a run measured.</summary>
/// <param name="Own">Of the plugin.</param>
/// <param name="Other">Of the one that it was compared with, each name behind <see cref="Prefix"/>; empty without one.</param>
/// <param name="Both">What belongs to neither.</param>
internal sealed record BenchResults(IReadOnlyList<Measurement> Own, IReadOnlyList<Measurement> Other, IReadOnlyList<Measurement> Both)
{
    public const string Prefix = "other.";

    public IEnumerable<Measurement> All => [.. Own, .. Other, .. Both];
}
