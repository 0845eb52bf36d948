namespace AwsSimulator.Cloud;

/// <summary>All that exists, under one lock.</summary>
internal sealed class CloudState(TimeProvider time)
{
    public Lock Gate { get; } = new();

    public TimeProvider Time { get; } = time;

    /// <summary>The time, or the one that the caller in question sees.</summary>
    public DateTimeOffset Now => Time.GetUtcNow() - Sight.Ago;

    public StateSignal Changed { get; } = new();

    public Dictionary<string, SimulatedGroup> Groups { get; } = [];

    /// <summary>Every instance that EC2 may still list, by id.</summary>
    public Dictionary<string, SimulatedInstance> Instances { get; } = [];

    /// <summary>How the caller who is being answered sees all this.</summary>
    public Sight Sight { get; private set; } = Sight.Clear;

    /// <summary>Reads, under the lock, as a caller sees it.</summary>
    public T See<T>(Sight sight, Func<T> read)
    {
        lock (Gate)
        {
            Sight = sight;
            try
            {
                return read();
            }
            finally
            {
                Sight = Sight.Clear;
            }
        }
    }
}
