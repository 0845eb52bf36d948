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

    /// <summary>For instances that were asked for and that no Update has shown, once scaling down has begun and all others are gone.</summary>
    public TimeSpan LateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After an interruption, whether an instance that the group is ending need not be waited for until it is gone.</summary>
    public bool EndingIsEnough { get; init; }

    /// <summary>Whether an error in the plugin's log, while no instance runs, ends the wait for one.</summary>
    public bool EndAtPluginError { get; init; }

    /// <summary>How often to say what is being waited for; null is never.</summary>
    public TimeSpan? TellEvery { get; init; }

    /// <summary>Told the group before anything is asked of it; false ends the run there. Null goes on without asking.</summary>
    public Func<GroupSight, CancellationToken, Task<bool>>? Confirm { get; init; }

    /// <summary>GitLab Runner asks for ever; after so many failures in a row, of Increase we go on with what there is, of the first Update we end.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The plan for the runner of a config.toml, at the pace that it sets.</summary>
    public static RunPlan For(RunnerConfig runner, int instances, string command) => new()
    {
        PluginConfig = runner.PluginConfig,
        Connector = runner.Connector,
        Instances = instances,
        Command = command,
        MaxInstances = runner.MaxInstances,
        Pace = new ProvisionerOptions
        {
            Interval = runner.UpdateInterval,
            IntervalWhenExpecting = runner.UpdateIntervalWhenExpecting,
        },
    };
}
