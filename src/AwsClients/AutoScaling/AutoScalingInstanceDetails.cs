namespace AwsClients.AutoScaling;

/// <summary>An instance as DescribeAutoScalingInstances tells it. A value is null when the answer lacks it.</summary>
public sealed class AutoScalingInstanceDetails
{
    /// <summary>"i-" and 8 or 17 hexadecimal digits.</summary>
    public string? InstanceId { get; set; }

    /// <summary>Such as "t3.micro".</summary>
    public string? InstanceType { get; set; }

    /// <summary>The group that has the instance.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>Pending, InService, Terminating, Standby, …: open, AWS adds states.</summary>
    public string? LifecycleState { get; set; }

    /// <summary>"HEALTHY" or "UNHEALTHY": this call alone writes capitals.</summary>
    public string? HealthStatus { get; set; }

    /// <summary>Whether scale-in leaves the instance alone.</summary>
    public bool? ProtectedFromScaleIn { get; set; }

    /// <summary>How many units of the group's capacity the instance is, "1" to "999". Null: the group has no weights, each is one.</summary>
    public string? WeightedCapacity { get; set; }
}
