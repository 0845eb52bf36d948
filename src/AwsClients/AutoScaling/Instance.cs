namespace AwsClients.AutoScaling;

/// <summary>An instance as its group describes it. A value is null when the answer lacks it.</summary>
public sealed class Instance
{
    /// <summary>"i-" and 8 or 17 hexadecimal digits.</summary>
    public string? InstanceId { get; set; }

    /// <summary>Such as "t3.micro".</summary>
    public string? InstanceType { get; set; }

    /// <summary>Pending, InService, Terminating, Standby, …: open, AWS adds states.</summary>
    public string? LifecycleState { get; set; }

    /// <summary>"Healthy" or "Unhealthy".</summary>
    public string? HealthStatus { get; set; }

    /// <summary>Whether scale-in leaves the instance alone.</summary>
    public bool? ProtectedFromScaleIn { get; set; }

    /// <summary>How many units of the group's capacity the instance is, "1" to "999". Null: the group has no weights, each is one.</summary>
    public string? WeightedCapacity { get; set; }
}
