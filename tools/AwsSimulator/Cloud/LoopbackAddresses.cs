using System.Globalization;

namespace AwsSimulator.Cloud;

/// <summary>The addresses of the n-th instance: 127.1.0.0/16 and on are private, 127.129.0.0/16 and on are public.</summary>
internal sealed record LoopbackAddresses(string? Private, string? Public, string? Ipv6)
{
    /// <summary>What sshd listens on.</summary>
    public IEnumerable<string> Listen => new[] { Private ?? Ipv6?.Split(':')[^1], Public }.OfType<string>();

    public static LoopbackAddresses Of(int number, AddressKinds kinds)
    {
        var own = Address(1, number);
        return new LoopbackAddresses(
            kinds.HasFlag(AddressKinds.Private) ? own : null,
            kinds.HasFlag(AddressKinds.Public) ? Address(129, number) : null,
            // ::1 is the only IPv6 loopback address there is; a mapped address is one of its own for every instance.
            kinds.HasFlag(AddressKinds.Ipv6) ? "::ffff:" + own : null);
    }

    private static string Address(int second, int number) => string.Create(
        CultureInfo.InvariantCulture, $"127.{second + ((number >> 16) & 127)}.{(number >> 8) & 255}.{number & 255}");
}
