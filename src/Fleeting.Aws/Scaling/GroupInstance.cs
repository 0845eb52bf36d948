namespace Fleeting.Aws.Scaling;

/// <summary>An instance as the group lists it.</summary>
/// <param name="Id">For example <c>i-0123456789abcdef0</c>.</param>
/// <param name="State">Null for an instance of a warm pool.</param>
/// <param name="LifecycleState">Auto Scaling's own word for the state.</param>
/// <param name="HealthStatus"><c>Healthy</c> or <c>Unhealthy</c>.</param>
/// <param name="Weight">What it counts towards DesiredCapacity: 1 unless the group has weights.</param>
/// <param name="IsMissing">The newest read lacks it, the one before had it: only the next one tells whether it is gone.</param>
internal sealed record GroupInstance(
    string Id, InstanceState? State, string LifecycleState, string HealthStatus, int Weight = 1, bool IsMissing = false)
{
    /// <summary>On its way out or out: nothing is left to terminate.</summary>
    public bool IsLeaving => State is InstanceState.Deleting or InstanceState.Deleted;

    /// <summary>Launching or in service: Auto Scaling counts it towards DesiredCapacity.</summary>
    public bool IsMember => State is InstanceState.Creating or InstanceState.Running;

    /// <summary>The same, once its termination was accepted.</summary>
    public GroupInstance Ending() => IsLeaving ? this : this with { State = InstanceState.Deleting, LifecycleState = "Terminating" };
}
