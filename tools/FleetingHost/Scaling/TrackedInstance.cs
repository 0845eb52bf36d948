using Fleeting.Protocol;

namespace FleetingHost.Scaling;

/// <summary>What the host knows of one instance.</summary>
internal sealed record TrackedInstance
{
    public required string Id { get; init; }

    public required State State { get; init; }

    /// <summary>Whether it was in the group before this host asked for anything; such instances are not ours to touch.</summary>
    public bool Preexisting { get; init; }

    /// <summary>Whether it is to go.</summary>
    public bool Marked { get; init; }

    /// <summary>When the plugin last said that it deletes it, as <see cref="TimeProvider.GetTimestamp"/>; null when never.</summary>
    public long? DecreasedAt { get; init; }

    /// <summary>Updates in a row that did not list it.</summary>
    public int Missed { get; init; }

    public bool IsGone => State is State.Deleted or State.Timeout;

    public bool IsInTransition => State is State.Creating or State.Deleting or State.Suspending or State.Resuming;
}
