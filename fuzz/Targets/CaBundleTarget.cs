using System.Security.Cryptography;
using System.Text;
using AwsClients.Trust;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>
/// A CA bundle: certificates that are the same when they are written and read again, whose names are those that .NET reads, or that .NET
/// refuses to load with the exception that is expected of it.
/// </summary>
internal static class CaBundleTarget
{
    public static Target Target { get; } = new("ca-bundle", Run)
    {
        Words = ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "\n", "MII"],
    };

    private static void Run(byte[] input)
    {
        // An input that is no PEM is taken as the content of one: mutations of bytes, not of base64, reach the parser's insides.
        var pem = input.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? input : Pem(input);
        var certificates = PemCertificates.In(pem);
        var again = PemCertificates.In([.. certificates.SelectMany(certificate => Pem(certificate.Der))]);
        Oracle.Same(Text(certificates), Text(again), "the bundle");
        foreach (var certificate in certificates)
        {
            Load(certificate);
        }
    }

    private static void Load(PemCertificate certificate)
    {
        using var loaded = certificate.TryLoad();
        if (loaded is not null)
        {
            Oracle.Holds(loaded.IssuerName.RawData.AsSpan().SequenceEqual(certificate.Issuer.Span), ".NET reads another issuer");
            Oracle.Holds(loaded.SubjectName.RawData.AsSpan().SequenceEqual(certificate.Subject.Span), ".NET reads another subject");
        }
    }

    private static byte[] Pem(ReadOnlyMemory<byte> der) => Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", der.Span) + "\n");

    private static string Text(IEnumerable<PemCertificate> certificates) =>
        string.Join('|', certificates.Select(certificate => Convert.ToHexString(certificate.Der.Span)));
}
