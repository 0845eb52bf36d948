namespace Fleeting.Aws.Connecting;

/// <summary>A private key as the host gets it, and its public half as Instance Connect takes it.</summary>
/// <param name="Pem">The private key, unencrypted. A secret: this type's text form leaves it out.</param>
/// <param name="PublicKey">One line of an authorized_keys file, without options and comment.</param>
internal sealed record SshKeyPair(ReadOnlyMemory<byte> Pem, string PublicKey)
{
    /// <summary>Instance Connect takes RSA and Ed25519 keys (its User Guide, "Limitations").</summary>
    public bool IsTakenByInstanceConnect => Algorithm is "ssh-rsa" or "ssh-ed25519";

    /// <summary>For example <c>ssh-ed25519</c> or <c>ecdsa-sha2-nistp256</c>.</summary>
    public string Algorithm => PublicKey[..PublicKey.IndexOf(' ')];

    public override string ToString() => Algorithm;
}
