using FleetingHost.Plugins;
using GoPlugin.Protocol;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;

namespace Functional.Protocol;

/// <summary>What go-plugin itself serves.</summary>
public sealed class ServicesTests
{
    [Fact]
    public async Task Health_ServicePlugin_IsServing()
    {
        await using var plugin = await RunningPlugin.StartAsync();

        var status = await plugin.Process.PingAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, status);
    }

    [Fact]
    public async Task Health_UnknownService_IsNotFound()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        var health = new Health.HealthClient(plugin.Process.Channel);

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(
            new HealthCheckRequest { Service = "other" }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task StdioAndBroker_WhileServing_AreHeldOpen()
    {
        await using var plugin = await RunningPlugin.StartAsync();

        // Both were opened at the start; a round trip later they are still open.
        await plugin.Process.PingAsync(TestContext.Current.CancellationToken);

        Assert.False(plugin.Process.Stdio.IsCompleted);
        Assert.False(plugin.Process.Broker.IsCompleted);
    }

    [Fact]
    public async Task Reflection_List_NamesEveryService()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(plugin.Process.Channel)
            .ServerReflectionInfo(cancellationToken: TestContext.Current.CancellationToken);

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, TestContext.Current.CancellationToken);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["grpc.health.v1.Health", "plugin.GRPCBroker", "plugin.GRPCController", "plugin.GRPCStdio", "proto.InstanceGroup"],
            call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).Order(StringComparer.Ordinal));
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Controller_Shutdown_EndsStreamsThenExits0()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        var controller = new GRPCController.GRPCControllerClient(plugin.Process.Channel);

        await controller.ShutdownAsync(new Empty(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, await plugin.Process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.False(File.Exists(plugin.Process.Handshake.Address));
        await plugin.Process.Stdio;
        await plugin.Process.Broker;
    }

    [Theory]
    [InlineData(Signals.Interrupt, "SIGINT")]
    [InlineData(Signals.Terminate, "SIGTERM")]
    public async Task Signal_WhileTheHostIsConnected_IsIgnored(int signal, string name)
    {
        var received = new TaskCompletionSource<string>();
        var options = new PluginOptions
        {
            OnLog = entry =>
            {
                if (entry.Fields.GetValueOrDefault("event") == "PluginSignalIgnored")
                {
                    received.TrySetResult(entry.Message);
                }
            },
        };
        await using var plugin = await RunningPlugin.StartAsync(options: options);
        await plugin.Process.PingAsync(TestContext.Current.CancellationToken);

        Signals.Send(plugin.Process.Id, signal);

        Assert.Equal(
            $"{name} received and left to the host: the plugin ends when the host asks it to, or when the host is gone",
            await received.Task.WaitAsync(TestContext.Current.CancellationToken));
        await plugin.Process.EnsureServingAsync(TestContext.Current.CancellationToken);
    }
}
