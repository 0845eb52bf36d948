using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FleetingHost.Benchmarks;

/// <summary>
/// A certificate authority made for one run, in a file behind the system's: what is measured is what users have, whose plugin finds its
/// authority among all of them.
/// </summary>
internal sealed class BenchAuthority : IDisposable
{
    private const string SystemBundle = "/etc/ssl/certs/ca-certificates.crt";

    private readonly string _folder = Directory.CreateTempSubdirectory("fleeting-bench-").FullName;

    public BenchAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=fleeting-host bench", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = root.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var bare = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        Server = bare.CopyWithPrivateKey(serverKey);

        Bundle = Path.Combine(_folder, "bundle.pem");
        File.WriteAllText(Bundle, (File.Exists(SystemBundle) ? File.ReadAllText(SystemBundle) : "") + authority.ExportCertificatePem() + "\n");
    }

    /// <summary>For 127.0.0.1, with its key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The system's authorities and this one.</summary>
    public string Bundle { get; }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
