using Fleeting.Aws.Keys;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleeting.Aws.Configuration;

/// <summary>The user's <c>connector_config</c>, read and checked.</summary>
internal sealed record ConnectorSettings
{
    /// <summary>As the user gave it; what is open is detected for each instance.</summary>
    public required ConnectorConfig Given { get; init; }

    /// <summary>The given key; null when none was given: then each SSH connection gets a fresh one.</summary>
    public SshKeyPair? Key { get; init; }

    /// <summary>The given key where it is RSA: it decrypts Windows passwords.</summary>
    public RsaPrivateCrtKeyParameters? RsaKey { get; init; }
}
