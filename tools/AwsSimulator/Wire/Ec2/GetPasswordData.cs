using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>GetPasswordData: empty until the instance has set its password, and for ever where there is none.</summary>
internal sealed class GetPasswordData(CloudState cloud, InstanceDirectory directory, XmlTree xml, Place place)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        var id = request.Text("InstanceId")
            ?? throw new AwsException("MissingParameter", "The request must contain the parameter InstanceId");
        request.Authorize(place.InstanceArn(id), directory.Find(id)?.Tags);
        var instance = InstanceIds.Find(directory, [id])[0];
        var data = instance.Password?.DataAt(cloud.Now);
        return
        [
            xml.Node("instanceId", id),
            xml.Node("timestamp", XmlTree.Time(cloud.Now)),
            // EC2 frames the text with line ends.
            xml.Node("passwordData", data is null ? "" : $"\r\n{data}\r\n"),
        ];
    }
}
