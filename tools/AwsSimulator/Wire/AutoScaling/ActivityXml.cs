using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>A scaling activity as Auto Scaling shows it.</summary>
internal sealed class ActivityXml(XmlTree xml)
{
    public XmlTree Xml => xml;

    public object?[] Activity(SimulatedGroup group, ScalingActivity activity) =>
    [
        xml.Node("ActivityId", activity.ActivityId),
        xml.Node("AutoScalingGroupName", group.Name),
        xml.Node("Description", activity.Description),
        xml.Node("Cause", activity.Cause),
        xml.Node("StartTime", XmlTree.Time(activity.StartTime)),
        activity.EndTime is { } end ? xml.Node("EndTime", XmlTree.Time(end)) : null,
        xml.Node("StatusCode", activity.StatusCode),
        xml.Optional("StatusMessage", activity.StatusMessage),
        xml.Node("Progress", activity.Progress),
        xml.Node("Details", $$"""{"Subnet ID":"{{group.SubnetId}}","Availability Zone":"{{activity.AvailabilityZone ?? group.Zones[0]}}"}"""),
        xml.Node("AutoScalingGroupARN", group.Arn),
    ];
}
