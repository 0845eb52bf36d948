using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetingHost.Plugins;

/// <summary>The host's half of AutoMTLS: a certificate that lives as long as one plugin.</summary>
internal static class HostCertificate
{
    /// <summary>Makes a self-signed P-521 certificate for <c>localhost</c>, as go-plugin's host does.</summary>
    public static X509Certificate2 Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var request = new CertificateRequest("CN=localhost, O=HashiCorp", key, HashAlgorithmName.SHA512);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement
                | X509KeyUsageFlags.KeyCertSign,
            true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.2", "clientAuth"), new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddSeconds(-30), now.AddYears(30));
    }
}
