namespace AwsSimulator.Cloud;

/// <summary>Something in the cloud: read and written under the cloud's one lock, and every write wakes the waiting.</summary>
public abstract class CloudObject
{
    private readonly CloudState _cloud;

    private protected CloudObject(CloudState cloud) => _cloud = cloud;

    private protected T Read<T>(Func<T> read)
    {
        lock (_cloud.Gate)
        {
            return read();
        }
    }

    private protected void Write(Action write)
    {
        lock (_cloud.Gate)
        {
            write();
        }

        _cloud.Changed.Pulse();
    }
}
