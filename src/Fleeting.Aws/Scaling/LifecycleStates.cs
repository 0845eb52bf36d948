namespace Fleeting.Aws.Scaling;

/// <summary>Auto Scaling's lifecycle states as the host's instance states.</summary>
internal static class LifecycleStates
{
    /// <summary>
    /// The one switch. The names are the enum <c>LifecycleState</c> of the Auto Scaling model, 2011-01-01. A state of a later day is
    /// <see cref="InstanceState.Creating"/>, so that no job is sent there, and <paramref name="known"/> is false.
    /// </summary>
    /// <returns>Null for an instance that is not the host's business: a warm pool is not capacity yet.</returns>
    public static InstanceState? ToInstanceState(string lifecycleState, out bool known)
    {
        known = true;
        switch (lifecycleState)
        {
            case "InService":
                return InstanceState.Running;
            case "Terminating" or "Terminating:Wait" or "Terminating:Proceed" or "Terminated" or "Quarantined":
                return InstanceState.Deleting;
            case "Terminating:Retained" or "Detaching" or "Detached":
                // The group gave it up: it will not come back, and what becomes of it is not the group's doing.
                return InstanceState.Deleted;
            case "EnteringStandby":
                return InstanceState.Suspending;
            case "Standby":
                return InstanceState.Suspended;
            case "RootVolumeReplaced":
                return InstanceState.Creating;
        }

        if (lifecycleState.StartsWith("Warmed:", StringComparison.Ordinal))
        {
            return null;
        }

        known = lifecycleState.StartsWith("Pending", StringComparison.Ordinal)
            || lifecycleState.StartsWith("ReplacingRootVolume", StringComparison.Ordinal);
        return InstanceState.Creating;
    }
}
