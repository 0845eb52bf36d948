using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>DescribeAutoScalingInstances: every group's instances, at most fifty a page. Unknown ids are left out.</summary>
internal sealed class DescribeInstances(CloudState cloud, GroupXml xml)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        request.Authorize("*");
        var ids = request.List("InstanceIds.member").ToHashSet();
        var instances = cloud.Groups.Values.SelectMany(group => group.Listed)
            .Where(instance => ids.Count == 0 || ids.Contains(instance.Id)).ToList();
        var (page, next) = Pages.Cut(instances, request.Text("NextToken"), PageSize.Of(request, otherwise: 50, most: 50));
        return
        [
            xml.Xml.Nodes("AutoScalingInstances", "member", page.Select(xml.InstanceWithGroup)),
            xml.Xml.Optional("NextToken", next),
        ];
    }
}
