using AwsClients.Transport;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>What sources of credentials need to do their work.</summary>
internal sealed record CredentialContext(
    AwsEnvironment Environment, ClientFactory Clients, InstanceMetadata Metadata, MetadataHttp Http, TimeProvider Time, ILogger Log,
    CancellationToken Closing)
{
    /// <summary>The session name to use when none is given; CloudTrail shows it.</summary>
    public string DefaultRoleSessionName => Environment["AWS_ROLE_SESSION_NAME"] ?? $"aws-clients-{Time.GetUtcNow().ToUnixTimeSeconds()}";

    /// <summary>Keys of a source that renew themselves until the session is closed.</summary>
    public RenewedKeys Renewed(ICredentialSource source) => new(source, Time, Log, Closing);
}
