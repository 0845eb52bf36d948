using System.Buffers.Binary;
using System.Text;

namespace AwsSimulator.Wire.InstanceConnect;

/// <summary>
/// A public key as Instance Connect takes it: OpenSSH's one-line form, RSA of 2048 to 4096 bits or Ed25519, nothing else.
/// </summary>
internal static class PublicKeyLine
{
    /// <summary>The type and the key without comment, which is all that may reach an authorized_keys file.</summary>
    /// <exception cref="AwsException">InvalidArgsException.</exception>
    public static string Read(string text)
    {
        var parts = text.Trim().Split(' ', 3);
        var name = parts[0] == "ssh-ed25519" ? "ED25519" : "RSA";
        if (parts.Length < 2 || text.Trim().Contains('\n') || Decode(parts[1]) is not { } blob || !IsAccepted(parts[0], blob))
        {
            throw new AwsException(
                "InvalidArgsException",
                $"Invalid input parameter received for Illegal argument exception: {name} - SSH Public key is invalid");
        }

        return $"{parts[0]} {parts[1]}";
    }

    private static bool IsAccepted(string type, List<byte[]> blob) => (type, blob) switch
    {
        ("ssh-ed25519", [var inner, { Length: 32 }]) => Encoding.ASCII.GetString(inner) == type,
        // The modulus has a leading zero byte when its highest bit is set.
        ("ssh-rsa", [var inner, _, { Length: >= 256 and <= 513 }]) => Encoding.ASCII.GetString(inner) == type,
        _ => false,
    };

    /// <summary>The length-prefixed fields of an SSH public key blob (RFC 4253, section 6.6); null when it is none.</summary>
    private static List<byte[]>? Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, buffer, out var length))
        {
            return null;
        }

        List<byte[]> fields = [];
        var rest = buffer.AsSpan(0, length);
        while (rest.Length >= 4)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (size > rest.Length - 4)
            {
                return null;
            }

            fields.Add(rest.Slice(4, (int)size).ToArray());
            rest = rest[(4 + (int)size)..];
        }

        return rest.IsEmpty ? fields : null;
    }
}
