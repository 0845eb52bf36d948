namespace Fleeting.Aws.Scaling;

/// <summary>What to ask of AWS for an increase.</summary>
internal sealed record CapacityPlan
{
    /// <summary>What the plan was made on.</summary>
    public required CapacityFigures Figures { get; init; }

    /// <summary>The DesiredCapacity to set. Never below the members.</summary>
    public required int Target { get; init; }

    /// <summary>How many instances the host may be promised for it.</summary>
    public required int Granted { get; init; }

    /// <summary>AWS is already asked for that much, or may be: nothing is left to ask.</summary>
    public required bool IsAskedAlready { get; init; }
}
