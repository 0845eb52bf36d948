using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;
using Org.BouncyCastle.Security;

namespace Fleeting.Aws.Keys;

/// <summary>Reads the private keys that users give, in every form that Go's x/crypto reads: PKCS#1, PKCS#8, SEC1 and OpenSSH.</summary>
internal static class SshKeyReader
{
    // What Go's x/crypto takes: BouncyCastle has names for more curves.
    private static readonly string[] _algorithms =
        ["ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"];

    /// <summary>The key pair of a PEM; the PEM itself is kept as it is.</summary>
    /// <exception cref="SshKeyException">It is no key that can be used; the message never quotes it.</exception>
    public static SshKeyPair Read(ReadOnlyMemory<byte> pem) => Read(pem, out _);

    /// <summary>The same in one reading with the RSA key itself: BouncyCastle tests its modulus each time, for a tenth of a second and more.</summary>
    /// <param name="pem">The PEM.</param>
    /// <param name="rsa">What Windows passwords are encrypted with; null for a key of another kind.</param>
    /// <exception cref="SshKeyException">It is no key that can be used.</exception>
    public static SshKeyPair Read(ReadOnlyMemory<byte> pem, out RsaPrivateCrtKeyParameters? rsa)
    {
        var key = ReadPrivate(pem);
        rsa = key as RsaPrivateCrtKeyParameters;
        try
        {
            var pair = SshKeyPair.Of(pem, PublicOf(key));
            return _algorithms.Contains(pair.Algorithm) ? pair : throw UnknownKind();
        }
        catch (ArgumentException)
        {
            // BouncyCastle has no SSH name for the curve, secp256k1 for one.
            throw UnknownKind();
        }
    }

    private static AsymmetricKeyParameter ReadPrivate(ReadOnlyMemory<byte> pem)
    {
        var text = Encoding.Latin1.GetString(pem.Span);

        // PKCS#1 and SEC1 say it in a header (RFC 1421), PKCS#8 in its label.
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw SshKeyException.Encrypted();
        }

        if (!PemEncoding.TryFind(text, out var fields))
        {
            throw new SshKeyException("it is not a PEM (-----BEGIN … PRIVATE KEY-----); give the private key, as PEM or in OpenSSH's form");
        }

        var label = text[fields.Label];
        var content = Convert.FromBase64String(text[fields.Base64Data]);
        try
        {
            return label switch
            {
                "OPENSSH PRIVATE KEY" => ReadOpenSsh(content),
                "RSA PRIVATE KEY" => ReadPkcs1(content),
                "EC PRIVATE KEY" => ReadSec1(content),
                "PRIVATE KEY" => PrivateKeyFactory.CreateKey(content),
                _ => throw new SshKeyException($"its PEM holds a \"{label}\", not a private key; give the private key that belongs to it"),
            };
        }
        catch (Exception e) when (e is not SshKeyException)
        {
            // The parsers' own messages may quote the key.
            throw new SshKeyException($"its \"{label}\" is damaged; copy the file anew");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static AsymmetricKeyParameter ReadOpenSsh(byte[] content)
    {
        // openssh-key-v1: a magic, then the cipher's name behind its length (OpenSSH, PROTOCOL.key).
        ReadOnlySpan<byte> unencrypted = [.. "openssh-key-v1\0"u8, 0, 0, 0, 4, .. "none"u8];
        return content.AsSpan().StartsWith(unencrypted)
            ? OpenSshPrivateKeyUtilities.ParsePrivateKeyBlob(content)
            : content.AsSpan().StartsWith("openssh-key-v1\0"u8) ? throw SshKeyException.Encrypted() : throw new FormatException();
    }

    private static RsaPrivateCrtKeyParameters ReadPkcs1(byte[] content) => new(RsaPrivateKeyStructure.GetInstance(content));

    private static AsymmetricKeyParameter ReadSec1(byte[] content)
    {
        var structure = ECPrivateKeyStructure.GetInstance(content);
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey, structure.Parameters);
        return PrivateKeyFactory.CreateKey(new PrivateKeyInfo(algorithm, structure));
    }

    private static AsymmetricKeyParameter PublicOf(AsymmetricKeyParameter key) => key switch
    {
        RsaPrivateCrtKeyParameters rsa => new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent),
        Ed25519PrivateKeyParameters ed25519 => ed25519.GeneratePublicKey(),
        ECPrivateKeyParameters ec => new ECPublicKeyParameters(
            ec.AlgorithmName, ec.Parameters.G.Multiply(ec.D).Normalize(), ec.PublicKeyParamSet ?? throw UnknownKind()),
        _ => throw UnknownKind(),
    };

    private static SshKeyException UnknownKind() => new(
        "it is neither RSA, ECDSA (P-256, P-384, P-521) nor Ed25519; make one of these (ssh-keygen -t ed25519)");
}
