using Amazon.EC2.Model;
using AwsClients.Query;

namespace AwsClients.Ec2.Wire;

/// <summary>The structures inside EC2's answers, as far as somebody reads them.</summary>
internal static class Shapes
{
    public static Reservation Reservation(QueryReader x) => x.Structure(new Reservation(), static (x, reservation, name) =>
    {
        if (name == "instancesSet")
        {
            reservation.Instances = x.Items(Instance);
        }
    });

    public static SpotInstanceRequest SpotRequest(QueryReader x) => x.Structure(new SpotInstanceRequest(), static (x, request, name) =>
    {
        switch (name)
        {
            case "spotInstanceRequestId": request.SpotInstanceRequestId = x.Text(); break;
            case "status": request.Status = new SpotInstanceStatus { Code = Child(x, "code") }; break;
        }
    });

    private static Instance Instance(QueryReader x) => x.Structure(new Instance(), static (x, instance, name) =>
    {
        switch (name)
        {
            case "instanceId": instance.InstanceId = x.Text(); break;
            case "architecture": instance.Architecture = x.Text(); break;
            case "platform": instance.Platform = x.Text(); break;
            case "placement": instance.Placement = new Placement { AvailabilityZone = Child(x, "availabilityZone") }; break;
            case "instanceState": instance.State = new InstanceState { Name = Child(x, "name") }; break;
            case "stateReason": instance.StateReason = new StateReason { Message = Child(x, "message") }; break;
            case "privateIpAddress": instance.PrivateIpAddress = x.Text(); break;
            case "ipAddress": instance.PublicIpAddress = x.Text(); break;
            case "ipv6Address": instance.Ipv6Address = x.Text(); break;
            case "networkInterfaceSet": instance.NetworkInterfaces = x.Items(NetworkInterface); break;
            case "spotInstanceRequestId": instance.SpotInstanceRequestId = x.Text(); break;
        }
    });

    private static InstanceNetworkInterface NetworkInterface(QueryReader x) =>
        x.Structure(new InstanceNetworkInterface(), static (x, networkInterface, name) =>
        {
            switch (name)
            {
                case "attachment": networkInterface.Attachment = Attachment(x); break;
                case "ipv6AddressesSet": networkInterface.Ipv6Addresses = x.Items(Ipv6Address); break;
            }
        });

    private static InstanceNetworkInterfaceAttachment Attachment(QueryReader x) =>
        x.Structure(new InstanceNetworkInterfaceAttachment(), static (x, attachment, name) =>
        {
            if (name == "deviceIndex")
            {
                attachment.DeviceIndex = x.Number();
            }
        });

    private static InstanceIpv6Address Ipv6Address(QueryReader x) => x.Structure(new InstanceIpv6Address(), static (x, address, name) =>
    {
        switch (name)
        {
            case "ipv6Address": address.Ipv6Address = x.Text(); break;
            case "isPrimaryIpv6": address.IsPrimaryIpv6 = x.Flag(); break;
        }
    });

    /// <summary>The one text of a structure that somebody reads.</summary>
    private static string? Child(QueryReader x, string member) => x.Structure(new Wanted(member), static (x, wanted, name) =>
    {
        if (name == wanted.Member)
        {
            wanted.Text = x.Text();
        }
    }).Text;

    private sealed class Wanted(string member)
    {
        public string Member => member;

        public string? Text { get; set; }
    }
}
