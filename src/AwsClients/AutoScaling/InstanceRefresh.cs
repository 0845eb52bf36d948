namespace AwsClients.AutoScaling;

/// <summary>A replacement of a group's instances. A value is null when the answer lacks it.</summary>
public sealed class InstanceRefresh
{
    /// <summary>The id.</summary>
    public string? InstanceRefreshId { get; set; }

    /// <summary>Pending, InProgress, Baking, RollbackInProgress, Cancelling, Successful, …: open, AWS adds states.</summary>
    public string? Status { get; set; }

    /// <summary>How far it is.</summary>
    public int? PercentageComplete { get; set; }
}
