using Fleeting.Protocol;

namespace FleetingHost.Scaling;

/// <summary>Something that the provisioner did or saw.</summary>
internal abstract record ScalingEvent
{
    private ScalingEvent()
    {
    }

    /// <summary>An instance has a new state; <paramref name="Before"/> is null when it was never seen before.</summary>
    internal sealed record StateChanged(TrackedInstance Instance, State? Before) : ScalingEvent;

    /// <summary>An Increase was answered.</summary>
    internal sealed record Increased(int Asked, int Succeeded) : ScalingEvent;

    /// <summary>A Decrease was answered.</summary>
    internal sealed record Decreased(IReadOnlyList<string> Asked, IReadOnlyList<string> Succeeded) : ScalingEvent;

    /// <summary>
    /// A call failed. <paramref name="InARow"/> counts the failures of that call since it last succeeded, this one included.
    /// </summary>
    internal sealed record CallFailed(string Call, string Error, int InARow) : ScalingEvent;
}
