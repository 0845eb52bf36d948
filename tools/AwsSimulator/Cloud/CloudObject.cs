namespace AwsSimulator.Cloud;

/// <summary>Something in the cloud: read and written under the cloud's one lock, and every write wakes the waiting.</summary>
public abstract class CloudObject
{
    private protected CloudObject(CloudState cloud) => Cloud = cloud;

    private protected CloudState Cloud { get; }

    private protected T Read<T>(Func<T> read)
    {
        lock (Cloud.Gate)
        {
            return read();
        }
    }

    private protected void Write(Action write)
    {
        lock (Cloud.Gate)
        {
            write();
        }

        Cloud.Changed.Pulse();
    }
}
