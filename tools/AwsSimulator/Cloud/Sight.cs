namespace AwsSimulator.Cloud;

/// <summary>How a caller sees the cloud: as it is, or as a replica shows it that lags behind or lacks something.</summary>
/// <param name="Ago">How old what is seen is.</param>
/// <param name="Without">Which instances are not seen; null: all are.</param>
internal sealed record Sight(TimeSpan Ago, Func<SimulatedInstance, bool>? Without)
{
    public static Sight Clear { get; } = new(TimeSpan.Zero, null);

    public bool Hides(SimulatedInstance instance) => Without?.Invoke(instance) == true;
}
