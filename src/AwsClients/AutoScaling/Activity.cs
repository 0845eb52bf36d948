namespace AwsClients.AutoScaling;

/// <summary>A scaling activity: one launch or one termination. A value is null when the answer lacks it.</summary>
public sealed class Activity
{
    /// <summary>The id of the activity.</summary>
    public string? ActivityId { get; set; }

    /// <summary>The group that acts.</summary>
    public string? AutoScalingGroupName { get; set; }

    /// <summary>Such as "Terminating EC2 instance: i-…"; for a termination the only place that names the instance.</summary>
    public string? Description { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? StartTime { get; set; }

    /// <summary>InProgress, Successful, Failed, Cancelled, …: open, AWS adds codes.</summary>
    public string? StatusCode { get; set; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? StatusMessage { get; set; }

    /// <summary>JSON with the subnet and the zone of a launch, as far as AWS tells.</summary>
    public string? Details { get; set; }
}
