using Google.Protobuf.Reflection;
using GoPlugin.Services;
using GoPlugin.Tests.Harness;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Time.Testing;
using TestKit;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace GoPlugin.Tests.Services;

public sealed class ServiceSetTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Create_EveryMethodOfEveryContract_IsThere()
    {
        ServiceDescriptor[] contracts =
        [
            Probe.Descriptor, Protocol.GRPCController.Descriptor, Protocol.GRPCStdio.Descriptor, Protocol.GRPCBroker.Descriptor, Health.Descriptor,
            V1.ServerReflection.Descriptor, V1Alpha.ServerReflection.Descriptor,
        ];

        var methods = ServiceSet.Create([new ProbeService().AsPluginService()], () => { }, CancellationToken.None);

        Assert.Equal(
            contracts.SelectMany(contract => contract.Methods).Select(method => $"/{method.Service.FullName}/{method.Name}").Order(),
            methods.Keys.Order());
    }

    [Theory]
    [InlineData("plugin")]
    [InlineData("")]
    public async Task Health_OfPluginOrAll_IsServing(string service)
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await host.CheckAsync(service));
    }

    [Fact]
    public async Task Health_OfAnythingElse_IsNotFound()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => host.CheckAsync("other"));
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task StdioAndBroker_Idle_StayOpenAsLongAsTheHost()
    {
        var time = new FakeTimeProvider();
        await using var plugin = new RunningPlugin(_log, time);
        using var host = await plugin.ConnectAsync();
        using var stdio = host.OpenStdio();
        using var broker = host.OpenBroker();
        await broker.RequestStream.WriteAsync(new Protocol.ConnInfo { ServiceId = 7 }, TestContext.Current.CancellationToken);
        var ends = new[]
        {
            stdio.ResponseStream.MoveNext(TestContext.Current.CancellationToken),
            broker.ResponseStream.MoveNext(TestContext.Current.CancellationToken),
        };

        for (var minute = 0; minute < 60; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await host.EchoAsync(new Text());
        }

        Assert.All(ends, end => Assert.False(end.IsCompleted));
    }

    [Fact]
    public async Task Broker_HostClosesItsHalf_Ends()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        using var broker = host.OpenBroker();

        await broker.RequestStream.CompleteAsync();

        Assert.False(await broker.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reflection_OfBothGenerations_ListsEveryService()
    {
        string[] expected = ["grpc.health.v1.Health", "plugin.GRPCBroker", "plugin.GRPCController", "plugin.GRPCStdio", "probe.Probe"];
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        using var v1 = new V1.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo(Options);
        await v1.RequestStream.WriteAsync(new V1.ServerReflectionRequest { ListServices = "" }, TestContext.Current.CancellationToken);
        Assert.True(await v1.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(expected, v1.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).Order());

        using var alpha = new V1Alpha.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo(Options);
        await alpha.RequestStream.WriteAsync(
            new V1Alpha.ServerReflectionRequest { FileContainingSymbol = "probe.Probe" }, TestContext.Current.CancellationToken);
        Assert.True(await alpha.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.NotEmpty(alpha.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        await v1.RequestStream.CompleteAsync();
        await alpha.RequestStream.CompleteAsync();
    }

    private static CallOptions Options => new(cancellationToken: TestContext.Current.CancellationToken);
}
