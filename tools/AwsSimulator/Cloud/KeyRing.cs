namespace AwsSimulator.Cloud;

/// <summary>The public keys that Instance Connect delivered to an instance. Used under the cloud's lock.</summary>
internal sealed class KeyRing
{
    private readonly List<DeliveredKey> _keys = [];

    public void Add(DeliveredKey key) => _keys.Add(key);

    /// <summary>Forgets the expired and returns what is valid at that time.</summary>
    public IReadOnlyList<DeliveredKey> ValidAt(DateTimeOffset time)
    {
        _keys.RemoveAll(key => key.ExpiresAt <= time);
        return [.. _keys];
    }
}
