namespace AwsClients.AutoScaling;

/// <summary>What a group launches where it has no launch template. A value is null when the answer lacks it.</summary>
public sealed class LaunchConfiguration
{
    /// <summary>The name, unique in its account and region.</summary>
    public string? LaunchConfigurationName { get; set; }

    /// <summary>"ami-" and hexadecimal digits.</summary>
    public string? ImageId { get; set; }

    /// <summary>The key pair; null without one.</summary>
    public string? KeyName { get; set; }

    /// <summary>Ids of security groups; empty: the default group of the VPC.</summary>
    public List<string> SecurityGroups { get; set; } = [];
}
