namespace FleetingHost.Configuration;

/// <summary>What this host takes from one <c>[[runners]]</c> of GitLab Runner's config.toml.</summary>
internal sealed record RunnerConfig
{
    public required string Name { get; init; }

    /// <summary>A name on PATH or a path.</summary>
    public required string Plugin { get; init; }

    /// <summary>Jobs that an instance takes at once.</summary>
    public long CapacityPerInstance { get; init; } = 1;

    /// <summary>Jobs after which an instance is replaced; 0 is never.</summary>
    public long MaxUseCount { get; init; }

    /// <summary>0 is no limit but the group's own.</summary>
    public long MaxInstances { get; init; }

    /// <summary><c>plugin_config</c> as JSON; <c>null</c> when the section is absent.</summary>
    public string PluginConfig { get; init; } = "null";

    public ConnectorSettings Connector { get; init; } = new();

    public IReadOnlyList<ScalingPolicy> Policies { get; init; } = [];

    /// <summary>The pause between two cycles while nothing is expected.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two cycles while instances are on their way.</summary>
    public TimeSpan UpdateIntervalWhenExpecting { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many instances the last policy that always holds keeps idle, at least one and no more than <see cref="MaxInstances"/>.
    /// </summary>
    public int IdleInstances
    {
        get
        {
            var jobs = Policies.LastOrDefault(policy => policy.Periods.Count == 0)?.IdleCount ?? 1;
            var instances = Math.Max(1, (jobs + CapacityPerInstance - 1) / CapacityPerInstance);
            return (int)(MaxInstances > 0 ? Math.Min(instances, MaxInstances) : instances);
        }
    }
}
