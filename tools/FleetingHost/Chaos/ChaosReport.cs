namespace FleetingHost.Chaos;

/// <summary>How a chaos run ended.</summary>
internal sealed record ChaosReport
{
    /// <summary>Jobs and instances that were lost though nobody took them away.</summary>
    public required IReadOnlyList<Loss> Lost { get; init; }

    /// <summary>What AWS still runs or would run though the host wants nothing, and each drift of capacity.</summary>
    public required IReadOnlyList<string> Leaked { get; init; }

    /// <summary>How often what happened.</summary>
    public required IReadOnlyList<(string What, int Times)> Counts { get; init; }

    /// <summary>Calls to AWS, and how many of them each way of failing hit.</summary>
    public required IReadOnlyList<(string Way, int Before, int After)> Faults { get; init; }

    /// <summary>All calls to AWS while they could fail.</summary>
    public required int Calls { get; init; }

    /// <summary>The host's calls to the plugin.</summary>
    public required IReadOnlyList<(string Name, int Calls, int Failed, TimeSpan Slowest)> PluginCalls { get; init; }

    /// <summary>Of each of the plugin's lives, after Init and at its end.</summary>
    public required IReadOnlyList<(Footprint Start, Footprint End)> Footprints { get; init; }

    /// <summary>The highest DesiredCapacity that the plugin asked for.</summary>
    public required int MostDesired { get; init; }
}
