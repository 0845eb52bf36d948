namespace FleetingHost.Driving;

/// <summary>How it went on one instance.</summary>
internal sealed record InstanceOutcome
{
    public required string Instance { get; init; }

    /// <summary>What was dialled; empty when it did not come to that.</summary>
    public string Address { get; init; } = "";

    /// <summary>From the request to the first Update that showed it running.</summary>
    public TimeSpan ToRunning { get; init; }

    /// <summary>From running to the login; null when there was none.</summary>
    public TimeSpan? ToConnected { get; init; }

    /// <summary>From the login to the command's end; null when it did not run to an end.</summary>
    public TimeSpan? ToFinished { get; init; }

    /// <summary>The command's exit code; null when it did not run to an end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why there is no exit code; null when there is one.</summary>
    public string? Error { get; init; }
}
