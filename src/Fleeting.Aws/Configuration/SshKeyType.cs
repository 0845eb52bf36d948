namespace Fleeting.Aws.Configuration;

/// <summary>The kinds of SSH key that EC2 Instance Connect takes.</summary>
internal enum SshKeyType
{
    /// <summary>The default: made in microseconds.</summary>
    Ed25519,

    /// <summary>2048 bits, for a host whose FIPS mode refuses Ed25519.</summary>
    Rsa,
}
