using FleetingHost.Scaling;

namespace FleetingHost.Driving;

/// <summary>A group as it is before anything is asked of it.</summary>
/// <param name="Group">What Init called it.</param>
/// <param name="Instances">What is there.</param>
internal sealed record GroupSight(GroupId Group, IReadOnlyList<TrackedInstance> Instances);
