namespace AwsClients.AutoScaling;

/// <summary>A group as Auto Scaling describes it: the members that a scaler reads. A value is null when the answer lacks it.</summary>
public sealed class AutoScalingGroup
{
    /// <summary>The name, unique in its account and region.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>The group never has fewer instances.</summary>
    public int? MinSize { get; set; }

    /// <summary>The group never has more instances, but for capacity rebalancing and maintenance.</summary>
    public int? MaxSize { get; set; }

    /// <summary>How many instances the group is to have; units of capacity where its instance types have weights.</summary>
    public int? DesiredCapacity { get; set; }

    /// <summary>What <see cref="DesiredCapacity"/> counts: "units", "vcpu" or "memory-mib". Null: units.</summary>
    public string? DesiredCapacityType { get; set; }

    /// <summary>What the group launches from; null where <see cref="LaunchConfigurationName"/> or <see cref="MixedInstancesPolicy"/> says it.</summary>
    public LaunchTemplateSpecification? LaunchTemplate { get; set; }

    /// <summary>The launch configuration, the older way; null where there is a launch template.</summary>
    public string? LaunchConfigurationName { get; set; }

    /// <summary>The subnets that the group launches in, separated by commas.</summary>
    public string? VPCZoneIdentifier { get; set; }

    /// <summary>After how many seconds AWS replaces an instance; null or 0: never.</summary>
    public int? MaxInstanceLifetime { get; set; }

    /// <summary>The instance types of a group that has several; null when it has one.</summary>
    public MixedInstancesPolicy? MixedInstancesPolicy { get; set; }

    /// <summary>The instances of the group, those that are starting or ending included; empty when it has none or they were not asked for.</summary>
    public List<Instance> Instances { get; set; } = [];

    /// <summary>The scaling processes that are switched off; empty when none is.</summary>
    public List<SuspendedProcess> SuspendedProcesses { get; set; } = [];

    /// <summary>Whether new instances start protected from scale-in.</summary>
    public bool? NewInstancesProtectedFromScaleIn { get; set; }

    /// <summary>Whether AWS replaces Spot instances that are at risk by itself.</summary>
    public bool? CapacityRebalance { get; set; }

    /// <summary>Set while the group is being deleted ("Delete in progress"); null otherwise.</summary>
    public string? Status { get; set; }

    /// <summary>The warm pool; null without one.</summary>
    public WarmPoolConfiguration? WarmPoolConfiguration { get; set; }

    /// <summary>How many instances the warm pool has; null without one.</summary>
    public int? WarmPoolSize { get; set; }
}
