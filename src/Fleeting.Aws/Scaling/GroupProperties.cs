using System.Globalization;
using AwsClients.AutoScaling;

namespace Fleeting.Aws.Scaling;

/// <summary>What DescribeAutoScalingGroups tells of a group beyond its instances.</summary>
internal sealed record GroupProperties
{
    // What a person suspends begins with this; AWS's own words for its suspensions are not documented.
    private const string ByUser = "User suspended";

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

    public static GroupProperties Of(AutoScalingGroup group) => new()
    {
        MinSize = group.MinSize ?? 0,
        MaxSize = group.MaxSize ?? 0,
        DesiredCapacity = group.DesiredCapacity ?? 0,
        NewInstancesProtectedFromScaleIn = group.NewInstancesProtectedFromScaleIn ?? false,
        CapacityRebalance = group.CapacityRebalance ?? false,
        SuspendedProcesses = Index(group.SuspendedProcesses),

        // Null as well where only the instances have a weight: those of a group by vCPUs or memory.
        SmallestWeight = group.MixedInstancesPolicy?.LaunchTemplate?.Overrides.Min(o => Weight(o.WeightedCapacity)),
        DesiredCapacityType = group.DesiredCapacityType,
    };

    /// <summary>A weight as AWS writes it; null for none.</summary>
    public static int? Weight(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight > 0 ? weight : null;

    /// <summary>Whether the group is set up in a way that costs its users jobs or instances.</summary>
    public bool Has(GroupFault fault) => fault switch
    {
        GroupFault.NotProtectedFromScaleIn => !NewInstancesProtectedFromScaleIn,
        GroupFault.AzRebalanceActive => !SuspendedProcesses.ContainsKey("AZRebalance"),
        GroupFault.LaunchSuspended => SuspendedProcesses.ContainsKey("Launch"),
        GroupFault.TerminateSuspended => SuspendedProcesses.ContainsKey("Terminate"),
        GroupFault.MinSizeAboveZero => MinSize > 0,
        GroupFault.MaxSizeZero => MaxSize == 0,
        GroupFault.CapacityRebalanceOn => CapacityRebalance,
        GroupFault.Weighted => SmallestWeight is not null || DesiredCapacityType is not (null or "units"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    /// <summary>AWS's word on why it suspended a process; null where a person did, or nobody.</summary>
    public string? SuspendedByAws(string process) =>
        SuspendedProcesses.TryGetValue(process, out var reason) && reason.Length > 0 && !reason.StartsWith(ByUser, StringComparison.OrdinalIgnoreCase)
            ? reason
            : null;

    private static Dictionary<string, string> Index(IEnumerable<SuspendedProcess> processes)
    {
        var index = new Dictionary<string, string>();
        foreach (var process in processes)
        {
            index[process.ProcessName ?? ""] = process.SuspensionReason ?? "";
        }

        return index;
    }
}
