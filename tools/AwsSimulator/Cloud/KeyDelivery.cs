namespace AwsSimulator.Cloud;

/// <summary>Puts keys on instances for the sixty seconds that Instance Connect keeps them. Called under the cloud's lock.</summary>
internal sealed class KeyDelivery(CloudState cloud, IInstanceMachines machines)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(60);

    public void Deliver(SimulatedInstance instance, string user, string publicKey)
    {
        instance.Keys.Add(new DeliveredKey(user, publicKey, cloud.Now + _lifetime));
        Apply(instance);
        ITimer? timer = null;
        timer = cloud.Time.CreateTimer(
            _ =>
            {
                lock (cloud.Gate)
                {
                    Apply(instance);
                    timer?.Dispose();
                }

                cloud.Changed.Pulse();
            },
            null, _lifetime, Timeout.InfiniteTimeSpan);
        cloud.Changed.Pulse();
    }

    private void Apply(SimulatedInstance instance) => machines.KeysChanged(instance, instance.Keys.ValidAt(cloud.Now));
}
