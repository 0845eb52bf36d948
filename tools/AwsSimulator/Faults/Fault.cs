namespace AwsSimulator.Faults;

/// <summary>What goes wrong with calls of an action: an error, a delay, a cut connection, or a delay and then one of these.</summary>
public sealed record Fault
{
    /// <summary>What records of the calls that it hits call it. Default none.</summary>
    public string? Name { get; init; }

    /// <summary>The action, such as DescribeAutoScalingGroups; null (the default) means every action.</summary>
    public string? Action { get; init; }

    /// <summary>Only calls for which this is true. Default all.</summary>
    public Func<Calls.RecordedCall, bool>? When { get; init; }

    /// <summary>The error code, in the protocol's own envelope. Null: no error.</summary>
    public string? Code { get; init; }

    /// <summary>The error's text.</summary>
    public string Message { get; init; } = "Simulated fault.";

    /// <summary>HTTP status; null: 200 with a <see cref="Body"/>; with a code 400, or 503 and 500 for the codes that AWS sends so.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// The text that is answered, whatever the protocol: a proxy's HTML page, XML that ends in the middle. Null: the answer itself.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>What <see cref="Body"/> says it is. Default text/html.</summary>
    public string ContentType { get; init; } = "text/html";

    /// <summary>
    /// How the answer ends. Anything but the default ends it after its first half: of the error or the body where there is one, else of
    /// the true answer to the call, which then was carried out.
    /// </summary>
    public AnswerEnd End { get; init; }

    /// <summary>
    /// Eventual consistency: a describe is answered as things were this long ago. Other calls are not touched by it. Default zero.
    /// </summary>
    public TimeSpan Stale { get; init; }

    /// <summary>A describe is answered as though the instances for which this is true did not exist. Default none.</summary>
    public Func<Cloud.SimulatedInstance, bool>? Without { get; init; }

    /// <summary>How many calls it hits; null is for ever. Default one.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many calls pass unharmed before the first is hit. Default none.</summary>
    public int After { get; init; }

    /// <summary>Waits this long (on the simulator's clock) before answering. Default zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Cuts the connection instead of answering. Default false.</summary>
    public bool Reset { get; init; }

    /// <summary>
    /// With an error, a body, a reset or a hang: whether the call is carried out before its answer is lost, as when a response does not reach the
    /// caller. Default false.
    /// </summary>
    public bool CarriedOut { get; init; }

    /// <summary>Swallows the call until its caller gives up. Default false.</summary>
    public bool Hang { get; init; }
}
