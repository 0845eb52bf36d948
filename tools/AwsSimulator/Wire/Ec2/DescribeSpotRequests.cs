using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>DescribeSpotInstanceRequests by request ids or by the filters instance-id, spot-instance-request-id and status-code.</summary>
internal sealed class DescribeSpotRequests(InstanceDirectory directory, XmlTree xml)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        request.Authorize("*");
        var ids = request.List("SpotInstanceRequestId");
        var all = directory.All.Where(instance => instance.SpotRequestId is not null).ToList();
        if (ids.FirstOrDefault(id => all.TrueForAll(instance => instance.SpotRequestId != id)) is { } missing)
        {
            throw new AwsException("InvalidSpotInstanceRequestID.NotFound", $"The spot instance request ID '{missing}' does not exist");
        }

        var kept = Filter(request, all.Where(instance => ids.Count == 0 || ids.Contains(instance.SpotRequestId!)));
        var (page, next) = Pages.Cut(kept.ToList(), request.Text("NextToken"), request.Number("MaxResults") ?? int.MaxValue);
        return [xml.Nodes("spotInstanceRequestSet", "item", page.Select(Item)), xml.Optional("nextToken", next)];
    }

    private static IEnumerable<SimulatedInstance> Filter(AwsRequest request, IEnumerable<SimulatedInstance> instances)
    {
        foreach (var (name, values) in request.Filters("Filter", "Value"))
        {
            instances = [.. instances.Where(instance => values.Contains(ValueOf(instance, name)))];
        }

        return instances;
    }

    private static string ValueOf(SimulatedInstance instance, string filter) => filter switch
    {
        "instance-id" => instance.Id,
        "spot-instance-request-id" => instance.SpotRequestId!,
        "status-code" => instance.SpotStatus!,
        _ => throw new AwsException("InvalidParameterValue", $"The filter '{filter}' is invalid"),
    };

    private object?[] Item(SimulatedInstance instance) =>
    [
        xml.Node("spotInstanceRequestId", instance.SpotRequestId),
        xml.Node("spotPrice", "0.010400"),
        xml.Node("type", "one-time"),
        xml.Node("state", instance.Ec2State == "terminated" ? "closed" : "active"),
        xml.Node(
            "status",
            xml.Node("code", instance.SpotStatus),
            xml.Node("updateTime", XmlTree.Time(instance.LaunchedAt)),
            xml.Node("message", $"Your Spot request is {instance.SpotStatus}.")),
        xml.Node("launchSpecification", xml.Node("imageId", instance.Group.ImageId), xml.Node("instanceType", instance.InstanceType)),
        xml.Node("instanceId", instance.Id),
        xml.Node("createTime", XmlTree.Time(instance.LaunchedAt)),
        xml.Node("productDescription", instance.Platform == "windows" ? "Windows" : "Linux/UNIX"),
        xml.Node("launchedAvailabilityZone", instance.AvailabilityZone),
        xml.Node("instanceInterruptionBehavior", "terminate"),
    ];
}
