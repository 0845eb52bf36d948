using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>The scaling activities that the termination began.</summary>
public sealed class TerminateInstanceInAutoScalingGroupResponse : AmazonWebServiceResponse
{
    /// <summary>The activity, when one instance was asked for.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The activities, when several instances were asked for.</summary>
    public List<Activity> Activities { get; set; } = [];
}
