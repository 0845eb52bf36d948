using System.Buffers.Text;

namespace AwsClients.Trust;

/// <summary>The certificates of a PEM file; whatever else it holds is passed over.</summary>
internal static class PemCertificates
{
    public static List<PemCertificate> In(ReadOnlySpan<byte> text)
    {
        var begin = "-----BEGIN CERTIFICATE-----"u8;
        var end = "-----END CERTIFICATE-----"u8;
        var certificates = new List<PemCertificate>();
        while (text.IndexOf(begin) is >= 0 and var start)
        {
            text = text[(start + begin.Length)..];
            if (text.IndexOf(end) is not (>= 0 and var length))
            {
                break;
            }

            if (Decode(text[..length]) is { } der && PemCertificate.TryParse(der) is { } certificate)
            {
                certificates.Add(certificate);
            }

            text = text[(length + end.Length)..];
        }

        return certificates;
    }

    private static ReadOnlyMemory<byte>? Decode(ReadOnlySpan<byte> base64)
    {
        var der = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Base64.DecodeFromUtf8(base64, der, out _, out var written) == System.Buffers.OperationStatus.Done ? der.AsMemory(0, written) : null;
    }
}
