namespace AwsClients.AutoScaling;

/// <summary>The warm pool of a group: instances that are prepared and not in service. A value is null when the answer lacks it.</summary>
public sealed class WarmPoolConfiguration
{
    /// <summary>How many instances the pool has at least.</summary>
    public int? MinSize { get; set; }

    /// <summary>What its instances are: Stopped, Running or Hibernated.</summary>
    public string? PoolState { get; set; }

    /// <summary>"PendingDelete" while the pool is being deleted; null otherwise.</summary>
    public string? Status { get; set; }
}
