namespace FleetingHost.Driving;

/// <summary>How a run ended.</summary>
internal sealed record RunReport
{
    /// <summary>What Init called the group.</summary>
    public GroupId Group { get; init; } = new("");

    /// <summary>How many instances the group lists at the end, whoever asked for them.</summary>
    public int Listed { get; init; }

    /// <summary>What Init took.</summary>
    public TimeSpan ToInitialised { get; init; }

    /// <summary>From the first request to the last command's end, or to where that was given up.</summary>
    public TimeSpan ToServed { get; init; }

    /// <summary>From there to the end of scaling down.</summary>
    public TimeSpan ToRemoved { get; init; }

    /// <summary>The plan's question was answered by no; nothing was asked for.</summary>
    public bool Declined { get; init; }

    /// <summary>One for each instance that came to run.</summary>
    public IReadOnlyList<InstanceOutcome> Outcomes { get; init; } = [];

    /// <summary>What went wrong with the group itself, in order.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Instances of ours that are still there.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Instances of ours that the group is ending and that were not waited for; see <see cref="RunPlan.EndingIsEnough"/>.</summary>
    public IReadOnlyList<string> Ending { get; init; } = [];

    /// <summary>Instances that were asked for and never showed up; they may yet come.</summary>
    public int NeverSeen { get; init; }

    public bool Interrupted { get; init; }

    /// <summary>Whether nothing of ours stays in the group.</summary>
    public bool IsClean => Left.Count == 0 && NeverSeen == 0;

    /// <summary>Whether that many instances ran the command with exit code 0.</summary>
    public bool Succeeded(int instances) =>
        Problems.Count == 0 && Outcomes.Count == instances && Outcomes.All(outcome => outcome.ExitCode == 0);
}
