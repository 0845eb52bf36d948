using System.Security.Cryptography.X509Certificates;
using FleetingHost.Plugins;
using Grpc.Core;
using Grpc.Health.V1;

namespace Functional.Protocol;

public sealed class AutoMtlsTests
{
    private static readonly PluginOptions _autoMtls = new() { AutoMtls = true };

    [Fact]
    public async Task Start_HostCertificate_IsAnsweredByAnEphemeralP521Certificate()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: _autoMtls);

        using var certificate = X509CertificateLoader.LoadCertificate(plugin.Process.Handshake.Certificate.Span);
        using var key = certificate.GetECDsaPublicKey()!;
        Assert.Equal(521, key.KeySize);
        Assert.True(certificate.MatchesHostname("localhost"));
        await plugin.Process.EnsureServingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Connect_AnotherCertificate_IsRefused()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: _autoMtls);
        plugin.Expect("PluginClientRefused");
        using var stranger = HostCertificate.Create(TimeProvider.System);

        Assert.Equal(StatusCode.Unavailable, await PingAsync(plugin, stranger));

        Assert.Equal(
            "refused a client: its certificate (CN=localhost, O=HashiCorp) is not the one that the host announced; another process "
            + "tried to use this plugin",
            Assert.Single((await plugin.EndedLogOfAsync("PluginClientRefused")).Select(entry => entry.Message).Distinct()));
    }

    [Fact]
    public async Task Connect_PlainText_IsRefused()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: _autoMtls);

        Assert.NotEqual(StatusCode.OK, await PingAsync(plugin, null));
        await plugin.Process.EnsureServingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_HostCertificateIsNone_SaysSo()
    {
        var exception = await Assert.ThrowsAsync<PluginStartException>(
            () => RunningPlugin.StartAsync(new Dictionary<string, string?> { ["PLUGIN_CLIENT_CERT"] = "no certificate" }));

        Assert.Equal((1, ""), (exception.ExitCode, exception.Stdout));
        Assert.StartsWith(
            "could not set up AutoMTLS: PLUGIN_CLIENT_CERT is not a certificate in PEM (",
            HclogLine.Parse(exception.Stderr).Message,
            StringComparison.Ordinal);
    }

    private static async Task<StatusCode> PingAsync(RunningPlugin plugin, X509Certificate2? certificate)
    {
        using var channel = PluginChannel.Open(plugin.Process.Handshake, certificate);
        try
        {
            await new Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest { Service = "plugin" }, cancellationToken: TestContext.Current.CancellationToken);
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
