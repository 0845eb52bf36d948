namespace FleetingHost.Scaling;

/// <summary>The pace of the provisioner; the defaults are GitLab Runner's.</summary>
internal sealed record ProvisionerOptions
{
    /// <summary>The pause between two cycles while nothing is expected.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two cycles while something is expected or in transition.</summary>
    public TimeSpan IntervalWhenExpecting { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance whose deletion was accepted is not asked for again.</summary>
    public TimeSpan DecreaseAgainAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many updates in a row may leave an instance out before it counts as gone.</summary>
    public int MissedUpdates { get; init; } = 6;

    /// <summary>
    /// How many instances this host takes for its own in all: the first that come after it asked. Those beyond were asked for by another.
    /// </summary>
    public int OwnAtMost { get; init; } = int.MaxValue;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
