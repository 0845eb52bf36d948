namespace AwsClients.AutoScaling;

/// <summary>One instance type that a group may launch instead of its template's.</summary>
public sealed class LaunchTemplateOverrides
{
    /// <summary>
    /// How many units of the group's capacity such an instance is, "1" to "999". Null: one. AWS wants it at all types of a group or at none.
    /// </summary>
    public string? WeightedCapacity { get; set; }
}
