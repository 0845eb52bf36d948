namespace AwsSimulator.Cloud;

/// <summary>What stands behind instances: nothing, or a real sshd each.</summary>
internal interface IInstanceMachines
{
    /// <summary>Gives the instance its addresses, starts its machine, and calls back when it is up or, with a reason, failed.</summary>
    void Start(SimulatedInstance instance, Action<string?> started);

    /// <summary>Ends the machine and every session on it.</summary>
    void Stop(SimulatedInstance instance);

    /// <summary>The instance's keys changed.</summary>
    void KeysChanged(SimulatedInstance instance, IReadOnlyList<DeliveredKey> keys);
}
