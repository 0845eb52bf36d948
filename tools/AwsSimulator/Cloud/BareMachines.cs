using System.Globalization;

namespace AwsSimulator.Cloud;

/// <summary>Instances with nothing behind them: up at once, with addresses that no one answers on.</summary>
internal sealed class BareMachines : IInstanceMachines
{
    private int _next;

    public void Start(SimulatedInstance instance, Action<string?> started)
    {
        var number = Interlocked.Increment(ref _next);
        var kinds = instance.Group.Settings.Addresses;
        instance.PrivateIpAddress = kinds.HasFlag(AddressKinds.Private) ? Address("172.31", number) : null;
        instance.PublicIpAddress = kinds.HasFlag(AddressKinds.Public) ? Address("198.18", number) : null;
        instance.Ipv6Address = kinds.HasFlag(AddressKinds.Ipv6)
            ? string.Create(CultureInfo.InvariantCulture, $"2001:db8::{number:x}")
            : null;
        started(null);
    }

    public void Stop(SimulatedInstance instance)
    {
    }

    public void KeysChanged(SimulatedInstance instance, IReadOnlyList<DeliveredKey> keys)
    {
    }

    private static string Address(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.{(number >> 8) & 255}.{number & 255}");
}
