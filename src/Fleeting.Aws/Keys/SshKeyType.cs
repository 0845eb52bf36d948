namespace Fleeting.Aws.Keys;

/// <summary>The kinds of SSH key that EC2 Instance Connect takes.</summary>
internal enum SshKeyType
{
    /// <summary>The default, and by far the cheaper one to make.</summary>
    Ed25519,

    /// <summary>2048 bits, for a host whose FIPS mode refuses Ed25519.</summary>
    Rsa,
}
