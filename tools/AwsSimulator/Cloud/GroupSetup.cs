namespace AwsSimulator.Cloud;

/// <summary>What belongs to a group and is no setting of its sizes: what else acts on it, and what it launches. Only shown, but that nothing is launched from what is gone.</summary>
public sealed record GroupSetup
{
    /// <summary>Scaling policies. Default none.</summary>
    public IReadOnlyList<ScalingPolicy> Policies { get; init; } = [];

    /// <summary>Scheduled actions: names, each recurring daily. Default none.</summary>
    public IReadOnlyList<string> ScheduledActions { get; init; } = [];

    /// <summary>Lifecycle hooks. Default none.</summary>
    public IReadOnlyList<LifecycleHook> LifecycleHooks { get; init; } = [];

    /// <summary>The statuses of instance refreshes, newest first. Default none.</summary>
    public IReadOnlyList<string> InstanceRefreshes { get; init; } = [];

    /// <summary>Stopped, Running or Hibernated; null (the default): there is no warm pool.</summary>
    public string? WarmPoolState { get; init; }

    /// <summary>Seconds; 0 (the default): none.</summary>
    public int MaxInstanceLifetime { get; init; }

    /// <summary>Such as "Delete in progress"; null (the default) otherwise.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the group launches from a launch configuration, the older way. Default false: from a launch template.</summary>
    public bool HasLaunchConfiguration { get; init; }

    /// <summary>Whether somebody has deleted what the group launches from. Default false.</summary>
    public bool IsLaunchTemplateGone { get; init; }

    /// <summary>The image; null: somebody has deleted it.</summary>
    public MachineImage? Image { get; init; } = new();

    /// <summary>Who is let in. Default: every TCP port, from this machine.</summary>
    public IReadOnlyList<IngressRule> Ingress { get; init; } = [new("tcp", 0, 65535, "127.0.0.0/8")];

    /// <summary>Whether the subnet gives IPv6 addresses only. Default false.</summary>
    public bool IsSubnetIpv6Native { get; init; }
}
