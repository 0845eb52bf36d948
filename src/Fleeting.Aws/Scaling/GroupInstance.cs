namespace Fleeting.Aws.Scaling;

/// <summary>An instance as the group lists it.</summary>
/// <param name="Id">For example <c>i-0123456789abcdef0</c>.</param>
/// <param name="State">Null for an instance of a warm pool.</param>
/// <param name="LifecycleState">Auto Scaling's own word for the state.</param>
/// <param name="HealthStatus"><c>Healthy</c> or <c>Unhealthy</c>.</param>
internal sealed record GroupInstance(string Id, InstanceState? State, string LifecycleState, string HealthStatus)
{
    /// <summary>On its way out or out: nothing is left to terminate.</summary>
    public bool IsLeaving => State is InstanceState.Deleting or InstanceState.Deleted;
}
