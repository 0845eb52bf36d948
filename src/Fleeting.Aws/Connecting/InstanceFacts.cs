using Amazon.EC2.Model;

namespace Fleeting.Aws.Connecting;

/// <summary>What EC2 knows of an instance and a connection needs. An address that the instance lacks is empty.</summary>
internal sealed record InstanceFacts
{
    public required string Id { get; init; }

    /// <summary>EC2's name, for example <c>x86_64</c> or <c>arm64_mac</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>EC2 says <c>windows</c>, or nothing at all: it names no other platform.</summary>
    public required bool IsWindows { get; init; }

    public required string AvailabilityZone { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>shutting-down</c>, <c>terminated</c>, <c>stopping</c> or <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in that state, for example <c>Server.SpotInstanceTermination: …</c>; empty when EC2 does not say.</summary>
    public required string StateReason { get; init; }

    public required string PrivateAddress { get; init; }

    public required string PublicAddress { get; init; }

    /// <summary>The primary IPv6 address, else the first.</summary>
    public required string Ipv6Address { get; init; }

    public static InstanceFacts From(Amazon.EC2.Model.Instance instance) => new()
    {
        Id = instance.InstanceId,
        Architecture = instance.Architecture?.Value ?? "",
        IsWindows = string.Equals(instance.Platform?.Value, "windows", StringComparison.OrdinalIgnoreCase),
        AvailabilityZone = instance.Placement?.AvailabilityZone ?? "",
        State = instance.State?.Name?.Value ?? "",
        StateReason = instance.StateReason?.Message ?? "",
        PrivateAddress = instance.PrivateIpAddress ?? "",
        PublicAddress = instance.PublicIpAddress ?? "",
        Ipv6Address = FindIpv6(instance),
    };

    private static string FindIpv6(Amazon.EC2.Model.Instance instance)
    {
        var addresses = (instance.NetworkInterfaces ?? [])
            .OrderBy(i => i.Attachment?.DeviceIndex ?? 0)
            .SelectMany(i => i.Ipv6Addresses ?? [])
            .ToList<InstanceIpv6Address>();
        return addresses.FirstOrDefault(a => a.IsPrimaryIpv6 == true)?.Ipv6Address
            ?? (string.IsNullOrEmpty(instance.Ipv6Address) ? addresses.FirstOrDefault()?.Ipv6Address : instance.Ipv6Address)
            ?? "";
    }
}
