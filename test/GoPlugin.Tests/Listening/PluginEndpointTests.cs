using GoPlugin.Lifetime;
using GoPlugin.Listening;
using GoPlugin.Services;
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
        var methods = ServiceSet.Create([new ProbeService().AsPluginService()], () => { }, CancellationToken.None);
        await using var server = new GrpcServer(endpoint, tls: null, new HostConnections(), methods, log, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var channel = GrpcChannel.ForAddress($"http://{endpoint.Address}");

        var answer = await new Probe.ProbeClient(channel).EchoAsync(
            new Text { Value = "hello" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("hello", answer.Value);
        Assert.Matches(@"^127\.0\.0\.1:\d+$", endpoint.Address);
        Assert.Equal("tcp", endpoint.Network);
    }
}
