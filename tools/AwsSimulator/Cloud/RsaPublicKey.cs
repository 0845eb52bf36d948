using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AwsSimulator.Cloud;

/// <summary>Reads an RSA public key in OpenSSH's one-line form (RFC 4253, section 6.6).</summary>
internal static class RsaPublicKey
{
    /// <summary>Null when there is no key, or one of another kind.</summary>
    public static RSA? Read(string? line)
    {
        if (line?.Split(' ') is not ["ssh-rsa", var base64, ..])
        {
            return null;
        }

        var rest = Convert.FromBase64String(base64).AsSpan();
        _ = Field(ref rest);
        var exponent = Field(ref rest);
        var modulus = Field(ref rest);
        return RSA.Create(new RSAParameters
        {
            Exponent = exponent.TrimStart((byte)0).ToArray(),
            Modulus = modulus.TrimStart((byte)0).ToArray(),
        });
    }

    private static ReadOnlySpan<byte> Field(ref Span<byte> rest)
    {
        var size = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
        var field = rest.Slice(4, size);
        rest = rest[(4 + size)..];
        return field;
    }
}
