using System.Xml.Linq;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>Groups and their instances as Auto Scaling shows them.</summary>
internal sealed class GroupXml(XmlTree xml)
{
    public XmlTree Xml => xml;

    public object?[] Group(SimulatedGroup group, bool withInstances) =>
    [
        xml.Node("AutoScalingGroupName", group.Name),
        xml.Node("AutoScalingGroupARN", group.Arn),
        Launches(group),
        xml.Node("MinSize", group.MinSize),
        xml.Node("MaxSize", group.MaxSize),
        xml.Node("DesiredCapacity", group.DesiredCapacity),
        xml.Node("DefaultCooldown", group.Settings.DefaultCooldown),
        xml.List("AvailabilityZones", "member", group.Zones),
        xml.Node("LoadBalancerNames"),
        xml.Node("TargetGroupARNs"),
        xml.Node("HealthCheckType", "EC2"),
        xml.Node("HealthCheckGracePeriod", 300),
        withInstances ? xml.Nodes("Instances", "member", group.Listed.Select(Instance)) : null,
        xml.Node("CreatedTime", XmlTree.Time(group.CreatedTime)),
        xml.Nodes("SuspendedProcesses", "member", group.SuspendedProcesses.Select(process => Suspended(group, process))),
        xml.Node("VPCZoneIdentifier", group.SubnetId),
        xml.Node("EnabledMetrics"),
        xml.Nodes("Tags", "member", group.Settings.Tags.Select(tag => Tag(group, tag.Key, tag.Value))),
        xml.List("TerminationPolicies", "member", ["Default"]),
        xml.Node("NewInstancesProtectedFromScaleIn", group.NewInstancesProtectedFromScaleIn),
        xml.Node("ServiceLinkedRoleARN", group.ServiceLinkedRoleArn),
        xml.Node("CapacityRebalance", group.CapacityRebalance),
        xml.Optional("Status", group.Setup.Status),
        group.Setup.MaxInstanceLifetime > 0 ? xml.Node("MaxInstanceLifetime", group.Setup.MaxInstanceLifetime) : null,
        group.Setup.WarmPoolState is { } state ? xml.Node("WarmPoolConfiguration", xml.Node("MinSize", 0), xml.Node("PoolState", state)) : null,
        group.Setup.WarmPoolState is null ? null : xml.Node("WarmPoolSize", 0),
    ];

    public object?[] Instance(SimulatedInstance instance) =>
    [
        xml.Node("InstanceId", instance.Id),
        xml.Node("InstanceType", instance.InstanceType),
        .. Rest(instance, instance.HealthStatus),
    ];

    public object?[] InstanceWithGroup(SimulatedInstance instance) =>
    [
        xml.Node("InstanceId", instance.Id),
        xml.Node("InstanceType", instance.InstanceType),
        xml.Node("AutoScalingGroupName", instance.Group.Name),
        // This call alone spells it in capitals: HEALTHY, where DescribeAutoScalingGroups says Healthy (AWS's API reference).
        .. Rest(instance, instance.HealthStatus.ToUpperInvariant()),
    ];

    private IEnumerable<object?> Rest(SimulatedInstance instance, string health) =>
    [
        xml.Node("AvailabilityZone", instance.AvailabilityZone),
        xml.Node("LifecycleState", instance.LifecycleState),
        xml.Node("HealthStatus", health),
        LaunchTemplate(instance.Group, "1"),
        xml.Node("ProtectedFromScaleIn", instance.ProtectedFromScaleIn),
        instance.Group.Settings.WeightedTypes.Count > 0 ? xml.Node("WeightedCapacity", instance.Weight) : null,
    ];

    private XElement Launches(SimulatedGroup group) =>
        group.Settings.WeightedTypes.Count > 0 ? MixedInstances(group)
        : group.Setup.HasLaunchConfiguration ? xml.Node("LaunchConfigurationName", group.Name)
        : LaunchTemplate(group);

    private XElement MixedInstances(SimulatedGroup group) => xml.Node(
        "MixedInstancesPolicy",
        xml.Node(
            "LaunchTemplate",
            xml.Node("LaunchTemplateSpecification", LaunchTemplate(group).Elements()),
            xml.Nodes("Overrides", "member", group.Settings.WeightedTypes.Select(
                type => (object?[])[xml.Node("InstanceType", type.InstanceType), xml.Node("WeightedCapacity", type.Weight)]))),
        xml.Node(
            "InstancesDistribution",
            xml.Node("OnDemandAllocationStrategy", "prioritized"),
            xml.Node("OnDemandBaseCapacity", 0),
            xml.Node("OnDemandPercentageAboveBaseCapacity", group.Settings.Spot ? 0 : 100),
            xml.Node("SpotAllocationStrategy", "price-capacity-optimized")));

    private XElement LaunchTemplate(SimulatedGroup group, string version = "$Latest") => xml.Node(
        "LaunchTemplate",
        xml.Node("LaunchTemplateId", group.LaunchTemplateId),
        xml.Node("LaunchTemplateName", group.Name),
        xml.Node("Version", version));

    private object?[] Suspended(SimulatedGroup group, string process) =>
    [
        xml.Node("ProcessName", process),
        xml.Node("SuspensionReason", group.SuspensionReasons.GetValueOrDefault(process, "User suspended at 2026-01-01T00:00:00Z")),
    ];

    private object?[] Tag(SimulatedGroup group, string key, string value) =>
    [
        xml.Node("ResourceId", group.Name),
        xml.Node("ResourceType", "auto-scaling-group"),
        xml.Node("Key", key),
        xml.Node("Value", value),
        xml.Node("PropagateAtLaunch", true),
    ];
}
