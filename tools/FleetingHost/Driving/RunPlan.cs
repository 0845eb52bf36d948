using FleetingHost.Configuration;
using FleetingHost.Scaling;

namespace FleetingHost.Driving;

/// <summary>What <see cref="GroupRun"/> is to do.</summary>
internal sealed record RunPlan
{
    /// <summary><c>plugin_config</c> as JSON.</summary>
    public required string PluginConfig { get; init; }

    public ConnectorSettings Connector { get; init; } = new();

    /// <summary>How many instances to start.</summary>
    public required int Instances { get; init; }

    /// <summary>What to run on each, through the login shell of the connector's user.</summary>
    public required string Command { get; init; }

    /// <summary>The config's limit; 0 is none.</summary>
    public long MaxInstances { get; init; }

    public ProvisionerOptions Pace { get; init; } = new();

    /// <summary>For Init.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For all instances to run and their commands to end.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For all instances to be gone again.</summary>
    public TimeSpan RemovalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>GitLab Runner asks for ever; after so many refusals in a row we go on with what there is.</summary>
    public int IncreaseAttempts { get; init; } = 3;
}
