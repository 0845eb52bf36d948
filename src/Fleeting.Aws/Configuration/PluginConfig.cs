using AwsClients;
using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Configuration;

/// <summary>
/// The user's <c>plugin_config</c>, read and checked. The keys, their defaults and their history: docs/reference/configuration.md.
/// </summary>
internal sealed record PluginConfig
{
    /// <summary>The name of the Auto Scaling Group.</summary>
    public required string Name { get; init; }

    /// <summary>Where the group is and who asks: region, profile, files and role.</summary>
    public required AwsSessionOptions Session { get; init; }

    /// <summary>The kind of key pair made for an SSH connection when the user gave none.</summary>
    public SshKeyType DynamicKeyType { get; init; } = SshKeyType.Ed25519;
}
