namespace GoPlugin.Lifetime;

/// <summary>Counts the connections that hosts hold at this moment.</summary>
internal sealed class HostConnections
{
    private int _open;

    public bool Any => Volatile.Read(ref _open) > 0;

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);
}
