namespace Fleeting.Aws.Scaling;

/// <summary>A group's capacity at one moment, in the group's units: instances, or their weights where the group has weights.</summary>
internal sealed record CapacityFigures
{
    /// <summary>What is there: launching or in service.</summary>
    public required int Members { get; init; }

    /// <summary>Of those, what is in service.</summary>
    public required int InService { get; init; }

    /// <summary>What the host counts on: the members that it has been shown, and what it was promised.</summary>
    public required int Awaited { get; init; }

    /// <summary>What one more instance counts at the least.</summary>
    public required int Unit { get; init; }

    /// <summary>
    /// The group's DesiredCapacity: as read, but not below what this process set moments ago. Null when it may not be read and was not set
    /// moments ago.
    /// </summary>
    public required int? Desired { get; init; }

    /// <summary>0 when it is not known.</summary>
    public required int MinSize { get; init; }

    /// <summary>Null when it is not known.</summary>
    public required int? MaxSize { get; init; }

    /// <summary>What Auto Scaling has yet to launch: what is desired, or where that is not known awaited, and is not there.</summary>
    public int Missing => Math.Max(0, (Desired ?? Awaited) - Members);
}
