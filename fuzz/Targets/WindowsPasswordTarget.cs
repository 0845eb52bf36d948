using System.Security.Cryptography;
using System.Text;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Keys;
using Fleeting.Errors;
using Fuzz.Engine;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fuzz.Targets;

/// <summary>
/// The encrypted password of a Windows instance: the password, or an error that says what to do and tells nothing of it. An input that begins
/// with "=" is encrypted first, and comes back.
/// </summary>
internal static class WindowsPasswordTarget
{
    // As short as the padding allows: each input costs an operation with it.
    private const int Bits = 512;

    private static readonly RSA _rsa = RSA.Create(Bits);
    private static readonly RsaPrivateCrtKeyParameters _key = ReadKey();

    public static Target Target { get; } = new("windows-password", Run)
    {
        MaxBytes = 1024,
        Words = ["=", "AAAA", "==", "\n", "\u00e9"],
    };

    private static void Run(byte[] input)
    {
        if (input is [(byte)'=', .. { Length: <= (Bits / 8) - 11 } text])
        {
            Check(Convert.ToBase64String(_rsa.Encrypt(text, RSAEncryptionPadding.Pkcs1)), text);
        }
        else
        {
            Check(Encoding.Latin1.GetString(input), null);
            Check(Convert.ToBase64String(input), null);
        }
    }

    private static void Check(string encrypted, byte[]? expected)
    {
        try
        {
            var password = WindowsPasswords.Decrypt("i-1", encrypted, _key);
            Oracle.Holds(expected is null || Encoding.UTF8.GetBytes(password).AsSpan().SequenceEqual(expected), "the password is another");
        }
        catch (ProviderException e)
        {
            Oracle.Holds(e.InnerException is null && e.Message.StartsWith("could not decrypt", StringComparison.Ordinal), e.Message);
            Oracle.Holds(expected is null || !IsText(expected), "a password that is a text was not decrypted");
        }
    }

    private static RsaPrivateCrtKeyParameters ReadKey()
    {
        SshKeyReader.Read(Encoding.ASCII.GetBytes(_rsa.ExportRSAPrivateKeyPem()), out var rsa);
        return rsa!;
    }

    private static bool IsText(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
