using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AwsClients.Trust;

/// <summary>A certificate of which only the names were read: the rest costs far more.</summary>
/// <param name="Der">All of it.</param>
/// <param name="Issuer">The name of who signed it, as encoded.</param>
/// <param name="Subject">Its own name, as encoded.</param>
internal sealed record PemCertificate(ReadOnlyMemory<byte> Der, ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> Subject)
{
    /// <summary>Reads the names (RFC 5280, section 4.1); null when that is no certificate.</summary>
    public static PemCertificate? TryParse(ReadOnlyMemory<byte> der)
    {
        try
        {
            var fields = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            if (fields.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                fields.ReadEncodedValue(); // version
            }

            fields.ReadEncodedValue(); // serial number
            fields.ReadEncodedValue(); // algorithm of the signature
            var issuer = fields.ReadEncodedValue();
            fields.ReadEncodedValue(); // validity
            return new PemCertificate(der, issuer, fields.ReadEncodedValue());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>All of it; null when its names are all that can be read.</summary>
    public X509Certificate2? TryLoad()
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Der.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
