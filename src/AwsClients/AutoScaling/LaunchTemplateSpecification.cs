namespace AwsClients.AutoScaling;

/// <summary>Which launch template a group launches from. A value is null when the answer lacks it.</summary>
public sealed class LaunchTemplateSpecification
{
    /// <summary>"lt-" and hexadecimal digits.</summary>
    public string? LaunchTemplateId { get; set; }

    /// <summary>The name, unique in its account and region.</summary>
    public string? LaunchTemplateName { get; set; }

    /// <summary>A number, "$Latest" or "$Default".</summary>
    public string? Version { get; set; }
}
