namespace AwsSimulator.Cloud;

/// <summary>The image of a group's instances as EC2 describes it; platform and architecture are the group's.</summary>
public sealed record MachineImage
{
    /// <summary>Default: an Amazon Linux 2023.</summary>
    public string Name { get; init; } = "al2023-ami-2023.9.20260105.0-kernel-6.12-x86_64";

    /// <summary>Default: Amazon's.</summary>
    public string OwnerId { get; init; } = "137112412989";

    /// <summary>amazon (the default) or aws-marketplace; null for an owner without an alias.</summary>
    public string? OwnerAlias { get; init; } = "amazon";

    /// <summary>available (the default), pending, failed, disabled, …</summary>
    public string State { get; init; } = "available";
}
