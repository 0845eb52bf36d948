namespace AwsClients.AutoScaling;

/// <summary>The launch template of a <see cref="MixedInstancesPolicy"/>.</summary>
public sealed class LaunchTemplate
{
    /// <summary>Which template it is; null when the answer lacks it.</summary>
    public LaunchTemplateSpecification? LaunchTemplateSpecification { get; set; }

    /// <summary>The instance types to choose from; empty when the template's own is the only one.</summary>
    public List<LaunchTemplateOverrides> Overrides { get; set; } = [];
}
