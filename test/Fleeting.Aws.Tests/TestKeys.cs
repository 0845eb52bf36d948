using System.Security.Cryptography;
using System.Text;
using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Tests;

/// <summary>Private keys as a user would give them, made anew in each run.</summary>
internal static class TestKeys
{
    public static ReadOnlyMemory<byte> Ecdsa { get; } = MakeEcdsa(ECCurve.NamedCurves.nistP256);

    public static ReadOnlyMemory<byte> Secp256k1 { get; } = MakeEcdsa(ECCurve.CreateFromFriendlyName("secp256k1"));

    public static ReadOnlyMemory<byte> ShortRsa { get; } = MakeRsa(1024);

    public static ReadOnlyMemory<byte> Ed25519 { get; } = SshKeyFactory.Create(SshKeyType.Ed25519).Pem;

    public static ReadOnlyMemory<byte> Rsa { get; } = SshKeyFactory.Create(SshKeyType.Rsa).Pem;

    public static ReadOnlyMemory<byte> OtherRsa { get; } = SshKeyFactory.Create(SshKeyType.Rsa).Pem;

    private static ReadOnlyMemory<byte> MakeEcdsa(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return Encoding.ASCII.GetBytes(key.ExportECPrivateKeyPem());
    }

    private static ReadOnlyMemory<byte> MakeRsa(int bits)
    {
        using var key = RSA.Create(bits);
        return Encoding.ASCII.GetBytes(key.ExportRSAPrivateKeyPem());
    }
}
