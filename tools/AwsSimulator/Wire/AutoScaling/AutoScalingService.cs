using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>Auto Scaling, Query protocol, version 2011-01-01.</summary>
internal sealed class AutoScalingService(CloudState cloud, Scaling scaling, Place place, bool batchTermination) : IAwsService
{
    private const string Namespace = "http://autoscaling.amazonaws.com/doc/2011-01-01/";
    private readonly QueryEnvelope _envelope = new(Namespace);
    private readonly DescribeGroups _groups = new(cloud, new GroupXml(new XmlTree(Namespace)));
    private readonly DescribeInstances _instances = new(cloud, new GroupXml(new XmlTree(Namespace)));
    private readonly DescribeActivities _activities = new(cloud, new ActivityXml(new XmlTree(Namespace)));
    private readonly DescribeSetup _setup = new(cloud, new XmlTree(Namespace), place);
    private readonly SetDesiredCapacity _setDesiredCapacity = new(cloud, scaling);
    private readonly TerminateInstance _terminate = new(cloud, scaling, new ActivityXml(new XmlTree(Namespace)), batchTermination);

    public string SigningName => "autoscaling";

    public IEnvelope Envelope => _envelope;

    public Answer Handle(AwsRequest request) => cloud.See(request.Sight, () => _envelope.Ok(request, request.Action switch
    {
        "DescribeAutoScalingGroups" => _groups.Answer(request),
        "DescribeAutoScalingInstances" => _instances.Answer(request),
        "DescribeScalingActivities" => _activities.Answer(request),
        "DescribePolicies" => _setup.Policies(request),
        "DescribeScheduledActions" => _setup.ScheduledActions(request),
        "DescribeLifecycleHooks" => _setup.LifecycleHooks(request),
        "DescribeInstanceRefreshes" => _setup.InstanceRefreshes(request),
        "DescribeLaunchConfigurations" => _setup.LaunchConfigurations(request),
        "SetDesiredCapacity" => _setDesiredCapacity.Answer(request),
        "TerminateInstanceInAutoScalingGroup" => _terminate.Answer(request),
        _ => throw new AwsException("InvalidAction", $"Could not find operation {request.Action} for version 2011-01-01"),
    }));
}
