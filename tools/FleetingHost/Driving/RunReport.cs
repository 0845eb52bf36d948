namespace FleetingHost.Driving;

/// <summary>How a run ended.</summary>
internal sealed record RunReport
{
    /// <summary>One for each instance that came to run.</summary>
    public IReadOnlyList<InstanceOutcome> Outcomes { get; init; } = [];

    /// <summary>What went wrong with the group itself, in order.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Instances of ours that are still there.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Instances that were asked for and never showed up; they may yet come.</summary>
    public int NeverSeen { get; init; }

    public bool Interrupted { get; init; }

    /// <summary>Whether nothing of ours is left in the group.</summary>
    public bool IsClean => Left.Count == 0 && NeverSeen == 0;

    /// <summary>Whether that many instances ran the command with exit code 0.</summary>
    public bool Succeeded(int instances) =>
        Problems.Count == 0 && Outcomes.Count == instances && Outcomes.All(outcome => outcome.ExitCode == 0);
}
