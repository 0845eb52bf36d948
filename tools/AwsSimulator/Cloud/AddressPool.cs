namespace AwsSimulator.Cloud;

/// <summary>Gives every instance with a machine loopback addresses of its own.</summary>
internal sealed class AddressPool
{
    private int _next;

    public LoopbackAddresses Assign(SimulatedInstance instance)
    {
        var addresses = LoopbackAddresses.Of(Interlocked.Increment(ref _next), instance.Group.Settings.Addresses);
        instance.PrivateIpAddress = addresses.Private;
        instance.PublicIpAddress = addresses.Public;
        instance.Ipv6Address = addresses.Ipv6;
        return addresses;
    }
}
