namespace AwsSimulator.Cloud;

/// <summary>A lifecycle hook of a group, which is shown and holds nothing up.</summary>
/// <param name="Name">Unique in its group.</param>
/// <param name="Transition">autoscaling:EC2_INSTANCE_LAUNCHING or autoscaling:EC2_INSTANCE_TERMINATING.</param>
/// <param name="HeartbeatTimeout">Seconds.</param>
public sealed record LifecycleHook(string Name, string Transition = "autoscaling:EC2_INSTANCE_LAUNCHING", int HeartbeatTimeout = 3600);
