namespace Fleeting.Aws.Scaling;

/// <summary>What DescribeAutoScalingGroups tells of a group beyond its instances.</summary>
internal sealed record GroupProperties
{
    public required int MinSize { get; init; }

    public required int MaxSize { get; init; }

    public required int DesiredCapacity { get; init; }

    public required bool NewInstancesProtectedFromScaleIn { get; init; }

    public required bool CapacityRebalance { get; init; }

    /// <summary>The names of the suspended processes, for example <c>AZRebalance</c>.</summary>
    public required IReadOnlySet<string> SuspendedProcesses { get; init; }
}
