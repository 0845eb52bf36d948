namespace AwsSimulator.Cloud;

/// <summary>A scaling policy of a group, which is shown and does nothing.</summary>
/// <param name="Name">Unique in its group.</param>
/// <param name="Enabled">Whether it would act.</param>
public sealed record ScalingPolicy(string Name, bool Enabled = true);
