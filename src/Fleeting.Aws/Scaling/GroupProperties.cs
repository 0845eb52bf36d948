namespace Fleeting.Aws.Scaling;

/// <summary>What DescribeAutoScalingGroups tells of a group beyond its instances.</summary>
internal sealed record GroupProperties
{
    public required int MinSize { get; init; }

    public required int MaxSize { get; init; }

    public required int DesiredCapacity { get; init; }

    public required bool NewInstancesProtectedFromScaleIn { get; init; }

    public required bool CapacityRebalance { get; init; }

    /// <summary>The suspended processes, for example <c>AZRebalance</c>, with AWS's word on who suspended each and when.</summary>
    public required IReadOnlyDictionary<string, string> SuspendedProcesses { get; init; }

    /// <summary>The smallest weight among the group's instance types; null when none has a weight.</summary>
    public int? SmallestWeight { get; init; }

    /// <summary>What DesiredCapacity counts, for example <c>vcpu</c>; null or <c>units</c>: instances, or their weights.</summary>
    public string? DesiredCapacityType { get; init; }

    /// <summary>Instances do not count one each.</summary>
    public bool IsWeighted => SmallestWeight is not null || DesiredCapacityType is not (null or "units");
}
