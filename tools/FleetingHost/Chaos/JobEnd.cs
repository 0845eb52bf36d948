namespace FleetingHost.Chaos;

/// <summary>How a job's try on an instance ended.</summary>
internal enum JobEnd
{
    /// <summary>The command ran and said what it should.</summary>
    Ran,

    /// <summary>The heartbeat before it failed: the job goes to another instance.</summary>
    Unhealthy,

    /// <summary>It could not be connected, or broke while it ran.</summary>
    Failed,

    /// <summary>Its host ended.</summary>
    Cancelled,
}
