using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;
using Org.BouncyCastle.Security;

namespace Fleeting.Aws.Keys;

/// <summary>Makes a fresh key pair for one connection.</summary>
internal static class SshKeyFactory
{
    // Instance Connect takes RSA keys of 2048 and 4096 bits; a key that lives for a minute need not outlast the shorter one.
    private const int RsaBits = 2048;

    public static SshKeyPair Create(SshKeyType type) => type is SshKeyType.Rsa ? CreateRsa() : CreateEd25519();

    /// <summary>In OpenSSH's own format, which Go's x/crypto and every <c>ssh -i</c> read.</summary>
    private static SshKeyPair CreateEd25519()
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        var blob = OpenSshPrivateKeyUtilities.EncodePrivateKey(key);
        var pem = Encoding.ASCII.GetBytes(PemEncoding.WriteString("OPENSSH PRIVATE KEY", blob) + "\n");
        CryptographicOperations.ZeroMemory(blob);
        return SshKeyPair.Of(pem, key.GeneratePublicKey());
    }

    /// <summary>In PKCS#1, by the platform's crypto (OpenSSL): a host in FIPS mode wants its keys from there.</summary>
    private static SshKeyPair CreateRsa()
    {
        using var rsa = RSA.Create(RsaBits);
        var pem = Encoding.ASCII.GetBytes(rsa.ExportRSAPrivateKeyPem() + "\n");
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return SshKeyPair.Of(pem, DotNetUtilities.GetRsaPublicKey(parameters));
    }
}
