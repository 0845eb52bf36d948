using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>Sets how many instances a group should have. AWS answers ValidationError outside MinSize and MaxSize.</summary>
public sealed class SetDesiredCapacityRequest : AmazonWebServiceRequest
{
    /// <summary>Required.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>Required; 0 or more.</summary>
    public int? DesiredCapacity { get; set; }

    /// <summary>Whether a cooldown that is running refuses the call (ScalingActivityInProgress). AWS's default is false.</summary>
    public bool? HonorCooldown { get; set; }
}
