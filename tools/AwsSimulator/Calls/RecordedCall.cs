namespace AwsSimulator.Calls;

/// <summary>One request that reached the simulator.</summary>
public sealed record RecordedCall
{
    /// <summary>
    /// The signing name: autoscaling, ec2, ec2-instance-connect, sts. For the rest: metadata, container, portal.sso, sso-oauth, winrm.
    /// </summary>
    public required string Service { get; init; }

    /// <summary>The API's action, such as SetDesiredCapacity.</summary>
    public required string Action { get; init; }

    /// <summary>Query parameters as they came (InstanceIds.member.1), or the members of a JSON body.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>When it arrived, on the simulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The key it was signed with; null when unsigned.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Who signed it; null when unsigned or refused.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The caller's User-Agent header.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The request id that the answer carries.</summary>
    public required string RequestId { get; init; }

    /// <summary>
    /// The error's code; null: the call succeeded. "Reset" when the connection was cut, "Hang" when it was never
    /// answered, "Abandoned" when the caller left during a fault's latency, "Body" when a fault's own text was answered, "Half" when only
    /// half of the answer was sent.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>The <see cref="Faults.Fault.Name"/> of the fault that hit it; null when none did, or one without a name.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether AWS did what was asked for, whatever its caller learned of it.</summary>
    public bool CarriedOut { get; init; }
}
