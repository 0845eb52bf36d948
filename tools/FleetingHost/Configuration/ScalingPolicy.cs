namespace FleetingHost.Configuration;

/// <summary>One <c>[[runners.autoscaler.policy]]</c>.</summary>
internal sealed record ScalingPolicy
{
    /// <summary>Cron expressions; empty is always.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <summary>How many jobs' worth of idle instances to keep.</summary>
    public long IdleCount { get; init; }

    /// <summary>How long an instance may idle.</summary>
    public TimeSpan IdleTime { get; init; }
}
