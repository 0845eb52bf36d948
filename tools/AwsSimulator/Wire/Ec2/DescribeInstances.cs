using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>DescribeInstances by ids or, without, of everything, in pages when MaxResults asks for them.</summary>
internal sealed class DescribeInstances(InstanceDirectory directory, InstanceXml xml)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        request.Authorize("*");
        var ids = request.List("InstanceId");
        var size = request.Number("MaxResults");
        if (size is < 5 or > 1000)
        {
            throw new AwsException(
                "InvalidParameterValue", $"Value ( {size} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
        }

        if (ids.Count > 0 && size is not null)
        {
            throw new AwsException(
                "InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults");
        }

        var instances = ids.Count > 0 ? InstanceIds.Find(directory, ids) : [.. directory.All];
        var kept = InstanceFilters.Apply(request, instances);
        var (page, next) = Pages.Cut(kept, request.Text("NextToken"), size ?? int.MaxValue);
        return
        [
            xml.Xml.Nodes("reservationSet", "item", page.GroupBy(instance => instance.ReservationId).Select(xml.Reservation)),
            xml.Xml.Optional("nextToken", next),
        ];
    }
}
