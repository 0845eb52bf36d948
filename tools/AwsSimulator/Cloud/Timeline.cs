namespace AwsSimulator.Cloud;

/// <summary>A fact with its history, so that a read can be answered from the past. Used under the cloud's lock.</summary>
internal sealed class Timeline<T>(CloudState cloud, T first)
{
    private readonly List<(DateTimeOffset Since, T Value)> _values = [(DateTimeOffset.MinValue, first)];

    /// <summary>The latest value, or the one that the caller in question sees.</summary>
    public T Value
    {
        get => cloud.Sight.Ago == TimeSpan.Zero ? _values[^1].Value : At(cloud.Now);
        set
        {
            if (!EqualityComparer<T>.Default.Equals(_values[^1].Value, value))
            {
                _values.Add((cloud.Now, value));
            }
        }
    }

    private T At(DateTimeOffset time) => _values.FindLast(value => value.Since <= time).Value;
}
