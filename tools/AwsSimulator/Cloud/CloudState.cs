namespace AwsSimulator.Cloud;

/// <summary>All that exists, under one lock.</summary>
internal sealed class CloudState(TimeProvider time)
{
    public Lock Gate { get; } = new();

    public TimeProvider Time { get; } = time;

    public DateTimeOffset Now => Time.GetUtcNow();

    public StateSignal Changed { get; } = new();

    public Dictionary<string, SimulatedGroup> Groups { get; } = [];

    /// <summary>Every instance that EC2 may still list, by id.</summary>
    public Dictionary<string, SimulatedInstance> Instances { get; } = [];
}
