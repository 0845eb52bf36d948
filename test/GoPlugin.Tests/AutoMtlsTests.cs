using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoPlugin.Contract;
using GoPlugin.Tests.Harness;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace GoPlugin.Tests;

public sealed class AutoMtlsTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly X509Certificate2 _hostCertificate = CreateCertificate();

    public void Dispose()
    {
        _hostCertificate.Dispose();
        _log.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task ServeAsync_HostWithTheAnnouncedCertificate_IsServed(SslProtocols protocol)
    {
        await using var plugin = StartPlugin();
        using var host = await ConnectAsync(plugin, _hostCertificate, protocol);

        Assert.Equal("hello", (await host.EchoAsync(new Text { Value = "hello" })).Value);
    }

    [Fact]
    public async Task ServeAsync_HostWithAnotherCertificate_IsRefused()
    {
        _log.Expect("PluginClientRefused");
        using var another = CreateCertificate();
        await using var plugin = StartPlugin();
        using var host = await ConnectAsync(plugin, another);

        await Assert.ThrowsAsync<RpcException>(() => host.EchoAsync(new Text()));

        Assert.Equal(
            "refused a client: its certificate (CN=localhost) is not the one that the host announced; another process tried to use this plugin",
            _log.Entries.First(entry => entry.EventName == "PluginClientRefused").Message);
    }

    [Fact]
    public async Task ServeAsync_HostWithoutACertificate_IsRefused()
    {
        _log.Expect("PluginClientRefused");
        await using var plugin = StartPlugin();
        using var host = await ConnectAsync(plugin, certificate: null);

        await Assert.ThrowsAsync<RpcException>(() => host.EchoAsync(new Text()));

        Assert.Equal(
            "refused a client: it showed no certificate; another process tried to use this plugin",
            _log.Entries.First(entry => entry.EventName == "PluginClientRefused").Message);
    }

    [Theory]
    [InlineData(-2, "has expired at ")]
    [InlineData(1, "is not valid before ")]
    public async Task ServeAsync_HostAnnouncesACertificateOfAnotherDay_Fails(int days, string why)
    {
        _log.Expect("PluginNotStarted");
        using var certificate = CreateCertificate(days);
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.ClientCertificate, certificate.ExportCertificatePem()));

        Assert.Equal(PluginExitCode.Failed, await plugin.ExitCode);
        Assert.StartsWith(
            $"could not set up AutoMTLS: the host's certificate {why}", _log.Only("PluginNotStarted").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhyNotHost_ItsCertificateExpiresWhileThePluginRuns_IsRefusedFromThenOn()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var mtls = AutoMtls.Create(_hostCertificate.ExportCertificatePem(), time);
        Assert.Null(mtls.WhyNotHost(_hostCertificate));

        time.Advance(TimeSpan.FromHours(2));

        Assert.StartsWith("the host's certificate has expired at ", mtls.WhyNotHost(_hostCertificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServeAsync_HostWithoutTls_IsRefused()
    {
        await using var plugin = StartPlugin();
        using var host = await plugin.ConnectAsync();

        await Assert.ThrowsAsync<RpcException>(() => host.EchoAsync(new Text()));
    }

    [Fact]
    public async Task ServeAsync_HostCertificateIsNoPem_FailsWithTheCauseInTheLog()
    {
        _log.Expect("PluginNotStarted");
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.ClientCertificate, "nonsense"));

        Assert.Equal(PluginExitCode.Failed, await plugin.ExitCode);
        Assert.Equal(
            "could not set up AutoMTLS: PLUGIN_CLIENT_CERT is not a certificate in PEM " +
            "(The certificate contents do not contain a PEM with a CERTIFICATE label, or the content is malformed.); " +
            "the host sets it, so report this to the host's makers or switch AutoMTLS off there",
            _log.Only("PluginNotStarted").Message);
    }

    [Fact]
    public void Create_ItsCertificate_IsWhatGoAcceptsAsRootAndServer()
    {
        using var mtls = AutoMtls.Create(_hostCertificate.ExportCertificatePem(), TimeProvider.System);
        var certificate = mtls.Certificate;

        using var key = certificate.GetECDsaPublicKey();
        Assert.Equal(521, key!.KeySize);
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(
            ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
            certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value!));
    }

    private static X509Certificate2 CreateCertificate(int days = 0)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var now = TimeProvider.System.GetUtcNow().AddDays(days);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA512).CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));
    }

    private static async Task<Host> ConnectAsync(
        RunningPlugin plugin, X509Certificate2? certificate, SslProtocols protocol = SslProtocols.None)
    {
        var handshake = await plugin.HandshakeAsync();
        Assert.DoesNotContain("=", handshake[5], StringComparison.Ordinal);
        var der = Convert.FromBase64String(handshake[5].PadRight((handshake[5].Length + 3) / 4 * 4, '='));
        return new Host(handshake[3], new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            ClientCertificates = certificate is null ? null : [certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(der),
        });
    }

    private RunningPlugin StartPlugin() =>
        new(_log, environment: (EnvironmentVariable.ClientCertificate, _hostCertificate.ExportCertificatePem()));
}
