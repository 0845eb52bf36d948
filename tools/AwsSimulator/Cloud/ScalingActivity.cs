namespace AwsSimulator.Cloud;

/// <summary>What DescribeScalingActivities tells of one launch or termination.</summary>
public sealed record ScalingActivity
{
    /// <summary>A GUID.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Such as "Launching a new EC2 instance: i-…".</summary>
    public required string Description { get; init; }

    /// <summary>AWS's sentence on why.</summary>
    public required string Cause { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Null while in progress.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>PreInService, InProgress, Successful, Failed, Cancelled …</summary>
    public required string StatusCode { get; init; }

    /// <summary>The reason of a failure.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Percent.</summary>
    public int Progress { get; init; }

    /// <summary>Where; null: nowhere in particular.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>The instance that it is about; null when a launch got none.</summary>
    public string? InstanceId { get; init; }
}
