using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>EC2, version 2016-11-15.</summary>
internal sealed class Ec2Service(CloudState cloud, InstanceDirectory directory, Place place) : IAwsService
{
    private readonly Ec2Envelope _envelope = new();

    public string SigningName => "ec2";

    public IEnvelope Envelope => _envelope;

    private DescribeSetup Setup => new(cloud, _envelope.Xml, place);

    public Answer Handle(AwsRequest request) => cloud.See(request.Sight, () => _envelope.Ok(request, request.Action switch
    {
        "DescribeInstances" => new DescribeInstances(directory, new InstanceXml(_envelope.Xml, place)).Answer(request),
        "DescribeSpotInstanceRequests" => new DescribeSpotRequests(directory, _envelope.Xml).Answer(request),
        "DescribeLaunchTemplateVersions" => Setup.LaunchTemplateVersions(request),
        "DescribeImages" => Setup.Images(request),
        "DescribeSecurityGroups" => Setup.SecurityGroups(request),
        "DescribeSubnets" => Setup.Subnets(request),
        "GetPasswordData" => new GetPasswordData(cloud, directory, _envelope.Xml, place).Answer(request),
        _ => throw new AwsException("InvalidAction", $"The action {request.Action} is not valid for this web service."),
    }));
}
