using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AwsSimulator.Tests;

/// <summary>Public keys in OpenSSH's one-line form.</summary>
internal static class OpenSshKey
{
    /// <summary>Well-formed, and nobody has its private half.</summary>
    public static string Ed25519 { get; } = Line("ssh-ed25519", new byte[32]);

    public static string Ecdsa { get; } = Line("ecdsa-sha2-nistp256", Encoding.ASCII.GetBytes("nistp256"), new byte[65]);

    public static string Rsa(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Line("ssh-rsa", parameters.Exponent!, [0, .. parameters.Modulus!]);
    }

    public static string Line(string type, params byte[][] fields)
    {
        var blob = fields.Prepend(Encoding.ASCII.GetBytes(type)).SelectMany(Field).ToArray();
        return $"{type} {Convert.ToBase64String(blob)} test";
    }

    private static byte[] Field(byte[] content)
    {
        var field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field, 4);
        return field;
    }
}
