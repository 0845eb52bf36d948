using System.Security.Cryptography;
using System.Text;
using Fleeting.Aws.Keys;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>
/// Private keys, in each format that is read: an <see cref="SshKeyException"/> that does not quote the key, or a pair whose public half is
/// the same when the key is written as PKCS#1 or in OpenSSH's own form and read again.
/// </summary>
internal static class KeyTarget
{
    public static Target Target { get; } = new("keys", Run)
    {
        // A key's numbers are multiplied and checked to be primes.
        BaseAllocation = 16 * 1024 * 1024,
        AllocationPerByte = 4096,
        Words =
        [
            "-----BEGIN ", "-----END ", "-----", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED", "\n",
            "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU",
        ],
    };

    private static void Run(byte[] input)
    {
        // An input that is no PEM is taken as the content of one: mutations of bytes, not of base64, reach the parsers' insides.
        foreach (var pem in input.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? [input] : Wrapped(input))
        {
            ReadOne(pem);
        }
    }

    private static IEnumerable<byte[]> Wrapped(byte[] content) =>
        ((string[])["RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY"])
        .Select(label => Encoding.ASCII.GetBytes(PemEncoding.WriteString(label, content)));

    private static void ReadOne(byte[] pem)
    {
        try
        {
            var pair = SshKeyReader.Read(pem, out var rsa);
            Oracle.Holds(pair.PublicKey.StartsWith(pair.Algorithm + " AAAA", StringComparison.Ordinal), "the public key is no line of authorized_keys");
            Oracle.Holds(!pair.PublicKey.AsSpan().ContainsAny('\n', '\r', '\0'), "the public key has more than one line");
            if (rsa is not null)
            {
                var parameters = new RSAParameters
                {
                    Modulus = rsa.Modulus.ToByteArrayUnsigned(),
                    Exponent = rsa.PublicExponent.ToByteArrayUnsigned(),
                };
                Oracle.Holds(parameters.Modulus.Length > 0 && parameters.Exponent.Length > 0, "the RSA key has no numbers");
            }

            Oracle.Same(pair.PublicKey, SshKeyReader.Read(pair.Pem).PublicKey, "the key");
        }
        catch (SshKeyException e)
        {
            Oracle.Holds(e.Message.Length < 300 + pem.Length, "the error is longer than the key");
            Oracle.Holds(!Quotes(e.Message, pem), $"the error quotes the key: {e.Message}");
        }
    }

    // Twelve characters of the base64 in a row are no accident; the label may be told.
    private static bool Quotes(string message, byte[] pem)
    {
        var text = Encoding.Latin1.GetString(pem);
        if (!PemEncoding.TryFind(text, out var fields))
        {
            return false;
        }

        var content = text[fields.Base64Data].ReplaceLineEndings("");
        for (var i = 0; i + 12 <= content.Length; i += 12)
        {
            if (message.Contains(content.AsSpan(i, 12), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
