using FleetingHost.Scaling;

namespace FleetingHost.Chaos;

/// <summary>What a chaos run is to be.</summary>
internal sealed record ChaosPlan
{
    /// <summary>The plugin's executable.</summary>
    public required string Plugin { get; init; }

    /// <summary>How long faults and misfortunes go on; settling and scaling down come on top.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The runner's max_instances.</summary>
    public int Instances { get; init; } = 20;

    /// <summary>Decides what goes wrong when, as far as several processes allow.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The part of all calls to AWS that fails.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>Whether the plugin may do only what the policy of 2023 allows.</summary>
    public bool PolicyOf2023 { get; init; }

    /// <summary>Jobs after which an instance is replaced, as max_use_count.</summary>
    public int MaxUses { get; init; } = 2;

    /// <summary>Instances that are kept free for the next jobs, as idle_count.</summary>
    public int Idle { get; init; } = 2;

    /// <summary>How long a job's start may take from its ConnectInfo on.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long host and group may take to agree once nothing fails any more, and again to be empty.</summary>
    public TimeSpan SettleTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>GitLab Runner's, but for the minute between updates while nothing is expected: a run has no minutes to wait.</summary>
    public ProvisionerOptions Pace { get; init; } = new() { Interval = TimeSpan.FromSeconds(5) };

    /// <summary>A generator of numbers for one purpose, the same for the same seed.</summary>
    public Random Chance(int purpose) => new(unchecked((Seed * 7919) + purpose));
}
