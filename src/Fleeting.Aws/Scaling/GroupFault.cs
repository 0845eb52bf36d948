namespace Fleeting.Aws.Scaling;

/// <summary>
/// How a group can be set up in a way that costs its users jobs or instances. <see cref="GroupProperties.Has"/> judges; the log warns of each,
/// and the command <c>check</c> has a line for it.
/// </summary>
internal enum GroupFault
{
    /// <summary>New instances are not protected from scale-in.</summary>
    NotProtectedFromScaleIn,

    /// <summary>The process AZRebalance is not suspended.</summary>
    AzRebalanceActive,

    /// <summary>The process Launch is suspended.</summary>
    LaunchSuspended,

    /// <summary>The process Terminate is suspended.</summary>
    TerminateSuspended,

    /// <summary>MinSize is above 0.</summary>
    MinSizeAboveZero,

    /// <summary>MaxSize is 0.</summary>
    MaxSizeZero,

    /// <summary>Capacity rebalancing is on.</summary>
    CapacityRebalanceOn,

    /// <summary>Instances do not count one each.</summary>
    Weighted,
}
