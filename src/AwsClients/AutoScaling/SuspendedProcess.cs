namespace AwsClients.AutoScaling;

/// <summary>A scaling process that is switched off.</summary>
public sealed class SuspendedProcess
{
    /// <summary>Launch, Terminate, AZRebalance, …</summary>
    public string? ProcessName { get; set; }

    /// <summary>Who did it and when, in AWS's words.</summary>
    public string? SuspensionReason { get; set; }
}
