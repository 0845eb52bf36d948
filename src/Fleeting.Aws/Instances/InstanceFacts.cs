using Amazon.EC2.Model;

namespace Fleeting.Aws.Instances;

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

    /// <summary>Where the host dials: the private IPv4 address, else the IPv6 address.</summary>
    public string InternalAddress => PrivateAddress.Length > 0 ? PrivateAddress : Ipv6Address;

    /// <summary>Where the host dials from outside: the public IPv4 address, else the IPv6 address.</summary>
    public string ExternalAddress => PublicAddress.Length > 0 ? PublicAddress : Ipv6Address;

    /// <summary>For example <c>sir-0a1b2c3d</c>; empty for an On-Demand instance. It never changes.</summary>
    public required string SpotRequestId { get; init; }

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
        SpotRequestId = instance.SpotInstanceRequestId ?? "",
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
