namespace AwsClients.AutoScaling;

/// <summary>A change of a group's sizes at a set time. A value is null when the answer lacks it.</summary>
public sealed class ScheduledUpdateGroupAction
{
    /// <summary>The name, unique in its group.</summary>
    public string? ScheduledActionName { get; set; }

    /// <summary>When it acts for the first or the next time. UTC.</summary>
    public DateTime? StartTime { get; set; }

    /// <summary>When it acts again, as cron writes it; null: never.</summary>
    public string? Recurrence { get; set; }
}
