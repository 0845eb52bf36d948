using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>Keys and until when they serve, by this machine's clock.</summary>
internal sealed class FetchedKeys
{
    /// <summary>How long keys are used that are over by this machine's clock, although they are new: AWS decides, not a clock that may be wrong.</summary>
    public static readonly TimeSpan OverdueUse = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _renewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(1);

    public required ImmutableCredentials Keys { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>When the source says that they end, in UTC; null: never.</summary>
    public required DateTime? Expiration { get; init; }

    /// <summary>From here on a renewal runs in the background.</summary>
    public required DateTimeOffset RenewFrom { get; set; }

    /// <summary>From here on a call waits for new ones.</summary>
    public required DateTimeOffset UsableUntil { get; init; }

    /// <summary>They had ended when they came.</summary>
    public bool IsOverdue => Expiration <= FetchedAt.UtcDateTime;

    /// <summary>Renewal and margin shrink with a short life, so that such keys serve more than one call.</summary>
    public static FetchedKeys From(TemporaryCredentials fetched, DateTimeOffset now)
    {
        var end = fetched.Expiration ?? DateTimeOffset.MaxValue;
        var life = end - now;
        var isOverdue = life <= TimeSpan.Zero;
        return new FetchedKeys
        {
            Keys = fetched.Keys,
            FetchedAt = now,
            Expiration = fetched.Expiration?.UtcDateTime,
            RenewFrom = isOverdue ? now + OverdueUse : end - Least(_renewBefore, life / 2),
            UsableUntil = isOverdue ? now + OverdueUse : end - Least(_margin, life / 4),
        };
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
