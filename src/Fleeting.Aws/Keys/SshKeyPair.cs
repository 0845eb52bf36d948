using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleeting.Aws.Keys;

/// <summary>A private key as the host gets it, and its public half as Instance Connect takes it.</summary>
internal sealed record SshKeyPair
{
    // EC2 Instance Connect User Guide: RSA of 2048 and 4096 bits, and Ed25519. What lies between is left to AWS.
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 4096;

    private SshKeyPair(ReadOnlyMemory<byte> pem, string publicKey, int? rsaBits) => (Pem, PublicKey, RsaBits) = (pem, publicKey, rsaBits);

    /// <summary>The private key, unencrypted. A secret: this type's text form leaves it out.</summary>
    public ReadOnlyMemory<byte> Pem { get; }

    /// <summary>One line of an authorized_keys file, without options and comment.</summary>
    public string PublicKey { get; }

    /// <summary>For example <c>ssh-ed25519</c> or <c>ecdsa-sha2-nistp256</c>.</summary>
    public string Algorithm => PublicKey[..PublicKey.IndexOf(' ')];

    public bool IsTakenByInstanceConnect => Algorithm is "ssh-ed25519" || RsaBits is >= LeastRsaBits and <= MostRsaBits;

    private int? RsaBits { get; }

    /// <param name="pem">The private key.</param>
    /// <param name="publicKey">Its public half.</param>
    public static SshKeyPair Of(ReadOnlyMemory<byte> pem, AsymmetricKeyParameter publicKey) =>
        new(pem, SshPublicKey.Format(publicKey), (publicKey as RsaKeyParameters)?.Modulus.BitLength);

    public override string ToString() => RsaBits is { } bits ? $"{Algorithm} of {bits} bits" : Algorithm;
}
