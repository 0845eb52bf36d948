namespace AwsClients.AutoScaling;

/// <summary>Something that an instance waits for when it starts or ends. A value is null when the answer lacks it.</summary>
public sealed class LifecycleHook
{
    /// <summary>The name, unique in its group.</summary>
    public string? LifecycleHookName { get; set; }

    /// <summary>autoscaling:EC2_INSTANCE_LAUNCHING or autoscaling:EC2_INSTANCE_TERMINATING.</summary>
    public string? LifecycleTransition { get; set; }

    /// <summary>How many seconds it waits when nobody answers. AWS's default is 3600.</summary>
    public int? HeartbeatTimeout { get; set; }

    /// <summary>What comes then: CONTINUE or ABANDON (AWS's default).</summary>
    public string? DefaultResult { get; set; }
}
