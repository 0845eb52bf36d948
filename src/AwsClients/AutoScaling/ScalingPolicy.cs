namespace AwsClients.AutoScaling;

/// <summary>A policy by which Auto Scaling itself changes DesiredCapacity. A value is null when the answer lacks it.</summary>
public sealed class ScalingPolicy
{
    /// <summary>The name, unique in its group.</summary>
    public string? PolicyName { get; set; }

    /// <summary>SimpleScaling, StepScaling, TargetTrackingScaling or PredictiveScaling.</summary>
    public string? PolicyType { get; set; }

    /// <summary>Whether it acts.</summary>
    public bool? Enabled { get; set; }
}
