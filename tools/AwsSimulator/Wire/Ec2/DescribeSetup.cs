using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>What groups launch, and where: launch templates, images, security groups, subnets. One unknown id fails the call, as with EC2.</summary>
internal sealed class DescribeSetup(CloudState cloud, XmlTree xml, Place place)
{
    public IEnumerable<object?> LaunchTemplateVersions(AwsRequest request)
    {
        request.Authorize("*");
        var (id, name) = (request.Text("LaunchTemplateId"), request.Text("LaunchTemplateName"));
        var group = cloud.Groups.Values.FirstOrDefault(
            group => !group.Setup.IsLaunchTemplateGone && (id is null ? group.Name == name : group.LaunchTemplateId == id))
            ?? throw (id is null
                ? new AwsException(
                    "InvalidLaunchTemplateName.NotFoundException", "At least one of the launch templates specified in the request does not exist.")
                : new AwsException(
                    "InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist."));
        if (request.List("LaunchTemplateVersion").FirstOrDefault(version => version is not ("1" or "$Latest" or "$Default")) is { } unknown)
        {
            throw new AwsException(
                "InvalidLaunchTemplateId.VersionNotFound",
                $"Could not find the specified version {unknown} for the launch template with ID {group.LaunchTemplateId}.");
        }

        return
        [
            xml.Nodes(
                "launchTemplateVersionSet", "item",
                [[
                    xml.Node("launchTemplateId", group.LaunchTemplateId),
                    xml.Node("launchTemplateName", group.Name),
                    xml.Node("versionNumber", 1),
                    xml.Node("createTime", XmlTree.Time(group.CreatedTime)),
                    xml.Node("createdBy", $"arn:aws:iam::{place.AccountId}:root"),
                    xml.Node("defaultVersion", true),
                    xml.Node(
                        "launchTemplateData",
                        xml.Node("imageId", group.ImageId),
                        xml.Node("instanceType", group.Settings.InstanceType),
                        xml.Optional("keyName", group.KeyName),
                        xml.List("securityGroupIdSet", "item", [group.SecurityGroupId])),
                ]]),
        ];
    }

    public IEnumerable<object?> Images(AwsRequest request) => List(
        request, "ImageId", "imagesSet", group => group.Setup.Image is null ? null : group.ImageId,
        ids => new AwsException("InvalidAMIID.NotFound", $"The image id '[{ids}]' does not exist"),
        group => [
            xml.Node("imageId", group.ImageId),
            xml.Node("imageLocation", $"{group.Setup.Image!.OwnerAlias ?? group.Setup.Image.OwnerId}/{group.Setup.Image.Name}"),
            xml.Node("imageState", group.Setup.Image.State),
            xml.Node("imageOwnerId", group.Setup.Image.OwnerId),
            xml.Node("creationDate", "2026-01-05T20:00:00.000Z"),
            xml.Node("isPublic", true),
            xml.Node("architecture", group.Settings.Architecture),
            xml.Node("imageType", "machine"),
            xml.Optional("platform", group.Settings.Platform),
            xml.Optional("imageOwnerAlias", group.Setup.Image.OwnerAlias),
            xml.Node("name", group.Setup.Image.Name),
            xml.Node("rootDeviceType", "ebs"),
            xml.Node("rootDeviceName", "/dev/xvda"),
            xml.Node("virtualizationType", "hvm"),
            xml.Node("hypervisor", "xen"),
            xml.Node("platformDetails", group.Settings.Platform == "windows" ? "Windows" : "Linux/UNIX"),
        ]);

    public IEnumerable<object?> SecurityGroups(AwsRequest request) => List(
        request, "GroupId", "securityGroupInfo", group => group.SecurityGroupId,
        ids => new AwsException("InvalidGroup.NotFound", $"The security group '{ids}' does not exist"),
        group => [
            xml.Node("ownerId", place.AccountId),
            xml.Node("groupId", group.SecurityGroupId),
            xml.Node("groupName", group.Name),
            xml.Node("groupDescription", "simulated"),
            xml.Node("vpcId", SimulatedGroup.VpcId),
            xml.Nodes("ipPermissions", "item", group.Setup.Ingress.Select(rule => (object?[])
            [
                xml.Node("ipProtocol", rule.Protocol),
                rule.Protocol == "-1" ? null : xml.Node("fromPort", rule.FromPort),
                rule.Protocol == "-1" ? null : xml.Node("toPort", rule.ToPort),
                xml.Node("groups"),
                xml.Nodes("ipRanges", "item", [[xml.Node("cidrIp", rule.Cidr)]]),
                xml.Node("ipv6Ranges"),
                xml.Node("prefixListIds"),
            ])),
            xml.Node("ipPermissionsEgress"),
        ]);

    public IEnumerable<object?> Subnets(AwsRequest request) => List(
        request, "SubnetId", "subnetSet", group => group.SubnetId,
        ids => new AwsException("InvalidSubnetID.NotFound", $"The subnet ID '{ids}' does not exist"),
        group => [
            xml.Node("subnetId", group.SubnetId),
            xml.Node("subnetArn", $"arn:aws:ec2:{place.Region}:{place.AccountId}:subnet/{group.SubnetId}"),
            xml.Node("state", "available"),
            xml.Node("ownerId", place.AccountId),
            xml.Node("vpcId", SimulatedGroup.VpcId),
            group.Setup.IsSubnetIpv6Native ? null : xml.Node("cidrBlock", "10.0.0.0/20"),
            xml.Node("ipv6CidrBlockAssociationSet"),
            xml.Node("ipv6Native", group.Setup.IsSubnetIpv6Native),
            xml.Node("availableIpAddressCount", group.Setup.IsSubnetIpv6Native ? 0 : 4091),
            xml.Node("availabilityZone", group.Zones[0]),
            xml.Node("defaultForAz", false),
            xml.Node("mapPublicIpOnLaunch", false),
        ]);

    private IEnumerable<object?> List(
        AwsRequest request,
        string parameter,
        string set,
        Func<SimulatedGroup, string?> id,
        Func<string, AwsException> notFound,
        Func<SimulatedGroup, object?[]> item)
    {
        request.Authorize("*");
        var ids = request.List(parameter);
        var groups = cloud.Groups.Values.Where(group => id(group) is { } own && (ids.Count == 0 || ids.Contains(own))).ToList();
        var missing = ids.Except(groups.Select(group => id(group)!)).ToList();
        if (missing.Count > 0)
        {
            throw notFound(string.Join(", ", missing));
        }

        var (page, next) = Pages.Cut(groups, request.Text("NextToken"), request.Number("MaxResults") ?? int.MaxValue);
        return [xml.Nodes(set, "item", page.Select(item)), xml.Optional("nextToken", next)];
    }
}
