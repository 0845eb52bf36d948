using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AwsSimulator.Tests.Wire;

public sealed class TlsTests
{
    [Fact]
    public async Task TlsEndpoint_WithCertificate_ServesTheSameCloudWithIt()
    {
        using var certificate = SelfSigned();
        await using var cloud = await TestCloud.StartAsync(simulator: settings => settings with { Certificate = certificate });
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint,
        };
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync(cloud.Simulator.TlsEndpoint, TestCloud.Cancellation);

        // No service was named; over plain HTTP the answer is the same.
        Assert.Equal(("https", HttpStatusCode.NotFound), (cloud.Simulator.TlsEndpoint.Scheme, answer.StatusCode));
        Assert.Equal("http", cloud.Simulator.Endpoint.Scheme);
    }

    [Fact]
    public async Task TlsEndpoint_WithoutCertificate_IsNotThere()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.Throws<InvalidOperationException>(() => cloud.Simulator.TlsEndpoint);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
