using GoPlugin.Lifetime;
using GoPlugin.Listening;
using GoPlugin.Tests.Harness;
using Grpc.Net.Client;
using TestKit;

namespace GoPlugin.Tests.Listening;

public sealed class PluginEndpointTests
{
    [Fact]
    public async Task Tcp_AServerOnIt_IsReachedAtItsAddress()
    {
        using var log = new LogRecorder();
        using var endpoint = PluginEndpoint.Tcp(_ => null);
        await using var server = GrpcServer.Create(endpoint, tls: null, new HostConnections(), [Probe.BindService(new ProbeService())], log);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var channel = GrpcChannel.ForAddress($"http://{endpoint.Address}");

        var answer = await new Probe.ProbeClient(channel).EchoAsync(
            new Text { Value = "hello" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("hello", answer.Value);
        Assert.Matches(@"^127\.0\.0\.1:\d+$", endpoint.Address);
        Assert.Equal("tcp", endpoint.Network);
    }
}
