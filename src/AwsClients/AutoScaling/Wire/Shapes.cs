using System.Xml.Linq;

namespace AwsClients.AutoScaling.Wire;

/// <summary>The structures inside Auto Scaling's answers.</summary>
internal static class Shapes
{
    public static AutoScalingGroup Group(XElement x) => new()
    {
        AutoScalingGroupName = x.Text("AutoScalingGroupName"),
        AutoScalingGroupARN = x.Text("AutoScalingGroupARN"),
        MinSize = x.Number("MinSize"),
        MaxSize = x.Number("MaxSize"),
        DesiredCapacity = x.Number("DesiredCapacity"),
        DesiredCapacityType = x.Text("DesiredCapacityType"),
        MixedInstancesPolicy = x.Structure("MixedInstancesPolicy", MixedInstancesPolicy),
        Instances = x.Members("Instances", Instance),
        SuspendedProcesses = x.Members("SuspendedProcesses", SuspendedProcess),
        NewInstancesProtectedFromScaleIn = x.Flag("NewInstancesProtectedFromScaleIn"),
        CapacityRebalance = x.Flag("CapacityRebalance"),
        Status = x.Text("Status"),
        WarmPoolSize = x.Number("WarmPoolSize"),
    };

    public static AutoScalingInstanceDetails InstanceDetails(XElement x) => new()
    {
        InstanceId = x.Text("InstanceId"),
        InstanceType = x.Text("InstanceType"),
        AutoScalingGroupName = x.Text("AutoScalingGroupName"),
        AvailabilityZone = x.Text("AvailabilityZone"),
        LifecycleState = x.Text("LifecycleState"),
        HealthStatus = x.Text("HealthStatus"),
        ProtectedFromScaleIn = x.Flag("ProtectedFromScaleIn"),
        WeightedCapacity = x.Text("WeightedCapacity"),
    };

    public static Activity Activity(XElement x) => new()
    {
        ActivityId = x.Text("ActivityId"),
        AutoScalingGroupName = x.Text("AutoScalingGroupName"),
        Description = x.Text("Description"),
        Cause = x.Text("Cause"),
        StartTime = x.Time("StartTime"),
        EndTime = x.Time("EndTime"),
        StatusCode = x.Text("StatusCode"),
        StatusMessage = x.Text("StatusMessage"),
        Progress = x.Number("Progress"),
        Details = x.Text("Details"),
    };

    private static Instance Instance(XElement x) => new()
    {
        InstanceId = x.Text("InstanceId"),
        InstanceType = x.Text("InstanceType"),
        AvailabilityZone = x.Text("AvailabilityZone"),
        LifecycleState = x.Text("LifecycleState"),
        HealthStatus = x.Text("HealthStatus"),
        ProtectedFromScaleIn = x.Flag("ProtectedFromScaleIn"),
        WeightedCapacity = x.Text("WeightedCapacity"),
    };

    private static MixedInstancesPolicy MixedInstancesPolicy(XElement x) => new()
    {
        LaunchTemplate = x.Structure("LaunchTemplate", LaunchTemplate),
    };

    private static LaunchTemplate LaunchTemplate(XElement x) => new()
    {
        Overrides = x.Members("Overrides", o => new LaunchTemplateOverrides { WeightedCapacity = o.Text("WeightedCapacity") }),
    };

    private static SuspendedProcess SuspendedProcess(XElement x) => new()
    {
        ProcessName = x.Text("ProcessName"),
        SuspensionReason = x.Text("SuspensionReason"),
    };
}
