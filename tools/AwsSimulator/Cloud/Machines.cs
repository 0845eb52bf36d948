namespace AwsSimulator.Cloud;

/// <summary>Picks what stands behind an instance: sshd, WinRM, or nothing.</summary>
internal sealed class Machines(IInstanceMachines bare, IInstanceMachines ssh, IInstanceMachines winRm) : IInstanceMachines
{
    public void Start(SimulatedInstance instance, Action<string?> started) => Of(instance).Start(instance, started);

    public void Stop(SimulatedInstance instance) => Of(instance).Stop(instance);

    public void KeysChanged(SimulatedInstance instance, IReadOnlyList<DeliveredKey> keys) => Of(instance).KeysChanged(instance, keys);

    // By the settings, since a test may change what the instance says of itself.
    private IInstanceMachines Of(SimulatedInstance instance) => instance.Group.Settings switch
    {
        { Platform: "windows", WinRm: true } => winRm,
        { Platform: not "windows", Sshd: true } => ssh,
        _ => bare,
    };
}
