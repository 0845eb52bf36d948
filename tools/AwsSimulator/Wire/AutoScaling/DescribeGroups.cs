using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>DescribeAutoScalingGroups. A name that does not exist is no error: it is not in the list.</summary>
internal sealed class DescribeGroups(CloudState cloud, GroupXml xml)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        request.Authorize("*");
        var names = request.List("AutoScalingGroupNames.member");
        var groups = cloud.Groups.Values.Where(group => names.Count == 0 || names.Contains(group.Name))
            .OrderBy(group => group.Name, StringComparer.Ordinal).ToList();
        var (page, next) = Pages.Cut(groups, request.Text("NextToken"), PageSize.Of(request, otherwise: 50, most: 100));
        var withInstances = request.Flag("IncludeInstances", otherwise: true);
        return
        [
            xml.Xml.Nodes("AutoScalingGroups", "member", page.Select(group => xml.Group(group, withInstances))),
            xml.Xml.Optional("NextToken", next),
        ];
    }
}
