using System.Buffers.Binary;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Utilities;

namespace Fleeting.Aws.Keys;

/// <summary>The text form of an SSH public key.</summary>
internal static class SshPublicKey
{
    /// <summary><c>algorithm base64</c>, as in an authorized_keys file.</summary>
    public static string Format(AsymmetricKeyParameter key)
    {
        // RFC 4253, section 6.6: the blob begins with the algorithm's name, behind its length.
        var blob = OpenSshPublicKeyUtilities.EncodePublicKey(key);
        var length = BinaryPrimitives.ReadInt32BigEndian(blob);
        return $"{System.Text.Encoding.ASCII.GetString(blob, 4, length)} {Convert.ToBase64String(blob)}";
    }
}
