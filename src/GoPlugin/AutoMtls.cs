using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoPlugin.Contract;

namespace GoPlugin;

/// <summary>
/// Mutual TLS without any set-up: host and plugin each make a certificate for this one run and trust exactly the other's.
/// </summary>
internal sealed class AutoMtls : IDisposable
{
    private readonly X509Certificate2 _host;
    private readonly TimeProvider _time;

    private AutoMtls(X509Certificate2 host, X509Certificate2 certificate, TimeProvider time)
    {
        _host = host;
        Certificate = certificate;
        _time = time;
    }

    /// <summary>The plugin's own certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <param name="hostCertificatePem">The value of <c>PLUGIN_CLIENT_CERT</c>.</param>
    /// <param name="time">Tells when certificates are valid.</param>
    public static AutoMtls Create(string hostCertificatePem, TimeProvider time)
    {
        var host = Parse(hostCertificatePem);
        try
        {
            if (WhyNotValid(host, time) is { } why)
            {
                throw new PluginStartException(
                    $"could not set up AutoMTLS: {why}, by this machine's clock; the host sets {EnvironmentVariable.ClientCertificate}, so report " +
                    "this to the host's makers or switch AutoMTLS off there");
            }

            return new AutoMtls(host, CreateCertificate(time.GetUtcNow()), time);
        }
        catch (Exception e)
        {
            host.Dispose();
            throw e is CryptographicException ? NotMade(e) : e;
        }
    }

    /// <summary>Why a client is not the host: it is when it shows the certificate that the host announced, byte for byte, while that is valid.</summary>
    /// <returns>Null when it is the host.</returns>
    public string? WhyNotHost(X509Certificate2? shown) => shown switch
    {
        null => "it showed no certificate; another process tried to use this plugin",
        _ when !shown.RawDataMemory.Span.SequenceEqual(_host.RawDataMemory.Span) =>
            $"its certificate ({shown.Subject}) is not the one that the host announced; another process tried to use this plugin",
        _ => WhyNotValid(_host, _time),
    };

    public void Dispose()
    {
        _host.Dispose();
        Certificate.Dispose();
    }

    private static string? WhyNotValid(X509Certificate2 host, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now < host.NotBefore.ToUniversalTime() ? $"the host's certificate is not valid before {host.NotBefore.ToUniversalTime():u}"
            : now > host.NotAfter.ToUniversalTime() ? $"the host's certificate has expired at {host.NotAfter.ToUniversalTime():u}"
            : null;
    }

    private static PluginStartException NotMade(Exception e) => new(
        $"could not set up AutoMTLS: this machine cannot make the plugin's certificate, of an ECDSA key on P-521 ({e.Message}); " +
        "look at OpenSSL's configuration, or switch AutoMTLS off in the host",
        e);

    private static X509Certificate2 Parse(string hostCertificatePem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(hostCertificatePem);
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
