using System.Security.Cryptography;
using System.Text;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;

namespace Fleeting.Aws.Tests;

/// <summary>Private keys as a user would give them, made anew in each run.</summary>
internal static class TestKeys
{
    public static ReadOnlyMemory<byte> Ecdsa { get; } = MakeEcdsa();

    public static ReadOnlyMemory<byte> Ed25519 { get; } = SshKeyFactory.Create(SshKeyType.Ed25519).Pem;

    public static ReadOnlyMemory<byte> Rsa { get; } = SshKeyFactory.Create(SshKeyType.Rsa).Pem;

    public static ReadOnlyMemory<byte> OtherRsa { get; } = SshKeyFactory.Create(SshKeyType.Rsa).Pem;

    private static ReadOnlyMemory<byte> MakeEcdsa()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportECPrivateKeyPem());
    }
}
