using System.Xml.Linq;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>An instance as EC2 shows it.</summary>
internal sealed class InstanceXml(XmlTree xml, Place place)
{
    public XmlTree Xml => xml;

    public object?[] Reservation(IGrouping<string, SimulatedInstance> instances) =>
    [
        xml.Node("reservationId", instances.Key),
        xml.Node("ownerId", place.AccountId),
        xml.Node("groupSet"),
        xml.Nodes("instancesSet", "item", instances.Select(Instance)),
    ];

    private object?[] Instance(SimulatedInstance instance)
    {
        var gone = instance.Ec2State == "terminated";
        return
        [
            xml.Node("instanceId", instance.Id),
            xml.Node("imageId", instance.Group.ImageId),
            xml.Node("instanceState", xml.Node("code", StateCode(instance.Ec2State)), xml.Node("name", instance.Ec2State)),
            xml.Node("privateDnsName", gone ? "" : PrivateName(instance)),
            xml.Node("dnsName"),
            xml.Node("reason"),
            xml.Optional("keyName", instance.Group.KeyName),
            xml.Node("amiLaunchIndex", 0),
            xml.Node("productCodes"),
            xml.Node("instanceType", instance.InstanceType),
            xml.Node("launchTime", XmlTree.Time(instance.LaunchedAt)),
            xml.Node(
                "placement",
                xml.Node("availabilityZone", instance.AvailabilityZone), xml.Node("groupName"), xml.Node("tenancy", "default")),
            xml.Optional("platform", instance.Platform),
            xml.Node("monitoring", xml.Node("state", "disabled")),
            gone ? null : xml.Node("subnetId", instance.Group.SubnetId),
            gone ? null : xml.Node("vpcId", SimulatedGroup.VpcId),
            gone ? null : xml.Optional("privateIpAddress", instance.PrivateIpAddress),
            gone ? null : xml.Optional("ipAddress", instance.PublicIpAddress),
            xml.Node("sourceDestCheck", true),
            SecurityGroups(instance),
            instance.StateReason is { } reason
                ? xml.Node("stateReason", xml.Node("code", reason), xml.Node("message", $"{reason}: simulated"))
                : null,
            xml.Node("architecture", instance.Architecture),
            xml.Node("rootDeviceType", "ebs"),
            xml.Node("rootDeviceName", "/dev/xvda"),
            xml.Nodes("blockDeviceMapping", "item", gone ? [] : [RootVolume(instance)]),
            xml.Node("virtualizationType", "hvm"),
            xml.Optional("spotInstanceRequestId", instance.SpotRequestId),
            instance.SpotRequestId is null ? null : xml.Node("instanceLifecycle", "spot"),
            xml.Nodes("tagSet", "item", instance.Tags.Select(Tag)),
            xml.Node("hypervisor", "xen"),
            gone ? xml.Node("networkInterfaceSet") : xml.Nodes("networkInterfaceSet", "item", [Interface(instance)]),
            xml.Node("ebsOptimized", false),
            xml.Node("enaSupport", true),
            gone ? null : xml.Optional("ipv6Address", instance.Ipv6Address),
            MetadataOptions(),
            xml.Node("platformDetails", instance.Platform == "windows" ? "Windows" : "Linux/UNIX"),
        ];
    }

    private object?[] Interface(SimulatedInstance instance) =>
    [
        xml.Node("networkInterfaceId", "eni-" + instance.Id[2..]),
        xml.Node("subnetId", instance.Group.SubnetId),
        xml.Node("vpcId", SimulatedGroup.VpcId),
        xml.Node("description"),
        xml.Node("ownerId", place.AccountId),
        xml.Node("status", "in-use"),
        xml.Node("macAddress", "02:00:00:00:00:01"),
        xml.Optional("privateIpAddress", instance.PrivateIpAddress),
        xml.Node("privateDnsName", PrivateName(instance)),
        xml.Node("sourceDestCheck", true),
        SecurityGroups(instance),
        xml.Node(
            "attachment",
            xml.Node("attachmentId", "eni-attach-" + instance.Id[2..]), xml.Node("deviceIndex", 0), xml.Node("status", "attached"),
            xml.Node("attachTime", XmlTree.Time(instance.LaunchedAt)), xml.Node("deleteOnTermination", true),
            xml.Node("networkCardIndex", 0)),
        instance.PublicIpAddress is null ? null : Association(instance),
        xml.Nodes("privateIpAddressesSet", "item", instance.PrivateIpAddress is null ? [] : [PrivateAddress(instance)]),
        xml.Nodes(
            "ipv6AddressesSet", "item",
            instance.Ipv6Address is { } ipv6 ? [[xml.Node("ipv6Address", ipv6), xml.Node("isPrimaryIpv6", true)]] : []),
        xml.Node("interfaceType", "interface"),
    ];

    private object?[] PrivateAddress(SimulatedInstance instance) =>
    [
        xml.Node("privateIpAddress", instance.PrivateIpAddress),
        xml.Node("primary", true),
        instance.PublicIpAddress is null ? null : Association(instance),
    ];

    private XElement SecurityGroups(SimulatedInstance instance) => xml.Nodes(
        "groupSet", "item", [[xml.Node("groupId", instance.Group.SecurityGroupId), xml.Node("groupName", instance.Group.Name)]]);

    private object?[] RootVolume(SimulatedInstance instance) =>
    [
        xml.Node("deviceName", "/dev/xvda"),
        xml.Node(
            "ebs",
            xml.Node("volumeId", "vol-" + instance.Id[2..]), xml.Node("status", "attached"),
            xml.Node("attachTime", XmlTree.Time(instance.LaunchedAt)), xml.Node("deleteOnTermination", true)),
    ];

    private XElement MetadataOptions() => xml.Node(
        "metadataOptions",
        xml.Node("state", "applied"), xml.Node("httpTokens", "required"), xml.Node("httpPutResponseHopLimit", 2),
        xml.Node("httpEndpoint", "enabled"), xml.Node("httpProtocolIpv6", "disabled"), xml.Node("instanceMetadataTags", "disabled"));

    private XElement Association(SimulatedInstance instance) => xml.Node(
        "association", xml.Node("publicIp", instance.PublicIpAddress), xml.Node("publicDnsName"), xml.Node("ipOwnerId", "amazon"));

    private object?[] Tag(KeyValuePair<string, string> tag) => [xml.Node("key", tag.Key), xml.Node("value", tag.Value)];

    private string PrivateName(SimulatedInstance instance)
    {
        var host = instance.PrivateIpAddress is { } address ? "ip-" + address.Replace('.', '-') : instance.Id;
        return $"{host}.{place.Region}.compute.internal";
    }

    private static int StateCode(string state) => state switch
    {
        "pending" => 0,
        "running" => 16,
        "shutting-down" => 32,
        "terminated" => 48,
        "stopping" => 64,
        _ => 80,
    };
}
