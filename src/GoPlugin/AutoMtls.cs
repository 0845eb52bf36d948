using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoPlugin.Contract;

namespace GoPlugin;

/// <summary>
/// Mutual TLS without any set-up: host and plugin each make a certificate for this one run and trust exactly the other's.
/// </summary>
internal sealed class AutoMtls : IDisposable
{
    private readonly byte[] _hostCertificate;

    private AutoMtls(byte[] hostCertificate, X509Certificate2 certificate)
    {
        _hostCertificate = hostCertificate;
        Certificate = certificate;
    }

    /// <summary>The plugin's own certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <param name="hostCertificatePem">The value of <c>PLUGIN_CLIENT_CERT</c>.</param>
    /// <param name="time">Tells when the certificate begins to be valid.</param>
    public static AutoMtls Create(string hostCertificatePem, TimeProvider time)
    {
        var host = Parse(hostCertificatePem);
        try
        {
            return new AutoMtls(host, CreateCertificate(time.GetUtcNow()));
        }
        catch (CryptographicException e)
        {
            throw new PluginStartException(
                $"could not set up AutoMTLS: this machine cannot make the plugin's certificate, of an ECDSA key on P-521 ({e.Message}); " +
                "look at OpenSSL's configuration, or switch AutoMTLS off in the host",
                e);
        }
    }

    /// <summary>Whether that is the certificate the host announced, byte for byte.</summary>
    public bool IsHost(X509Certificate2 certificate) => certificate.RawDataMemory.Span.SequenceEqual(_hostCertificate);

    public void Dispose() => Certificate.Dispose();

    private static byte[] Parse(string hostCertificatePem)
    {
        try
        {
            using var host = X509Certificate2.CreateFromPem(hostCertificatePem);
            return host.RawData;
        }
        catch (CryptographicException e)
        {
            throw new PluginStartException(
                $"could not set up AutoMTLS: {EnvironmentVariable.ClientCertificate} is not a certificate in PEM ({e.Message}); " +
                "the host sets it, so report this to the host's makers or switch AutoMTLS off there",
                e);
        }
    }

    private static X509Certificate2 CreateCertificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA512);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());

        // The host puts this certificate in its pool of roots, so it has to be a root and a server's at once.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));

        // Half a minute back for clocks that disagree; the end is out of reach, since a plugin runs as long as its host.
        var certificate = request.CreateSelfSigned(now.AddSeconds(-30), now.AddYears(30));
        return OperatingSystem.IsWindows() ? Reload(certificate) : certificate;
    }

    // SChannel takes no key that lives in memory only.
    private static X509Certificate2 Reload(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
