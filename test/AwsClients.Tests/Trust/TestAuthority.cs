using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AwsClients.Tests.Trust;

/// <summary>A certificate authority of a test.</summary>
internal sealed class TestAuthority(X509Certificate2 certificate) : IDisposable
{
    private static readonly DateTimeOffset _end = DateTimeOffset.UnixEpoch.AddYears(200);

    public X509Certificate2 Certificate => certificate;

    public static TestAuthority Root(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Request(name, key, isAuthority: true).CreateSelfSigned(DateTimeOffset.UnixEpoch, _end));
    }

    public TestAuthority Intermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Sign(Request(name, key, isAuthority: true), _end);
        return new TestAuthority(bare.CopyWithPrivateKey(key));
    }

    public X509Certificate2 Server(string host, DateTimeOffset? until = null, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request($"CN={host}", key, isAuthority: false);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return Sign(request, until ?? _end);
    }

    public void Dispose() => certificate.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset until) =>
        request.Create(certificate, DateTimeOffset.UnixEpoch, until, RandomNumberGenerator.GetBytes(8));

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request;
    }
}
