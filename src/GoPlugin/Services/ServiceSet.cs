using GoPlugin.Protocol;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;

namespace GoPlugin.Services;

/// <summary>Every service on the plugin's socket: go-plugin's own, the plugin's, and reflection over them all.</summary>
internal static class ServiceSet
{
    /// <summary>The name that the host pings.</summary>
    private const string HealthName = "plugin";

    public static IEnumerable<ServerServiceDefinition> Create(
        IReadOnlyList<PluginService> plugin, Action shutdown, CancellationToken stopping)
    {
        var health = new HealthServiceImpl();
        health.SetStatus(HealthName, HealthCheckResponse.Types.ServingStatus.Serving);
        var reflection = new LazyReflection(
        [
            .. plugin.Select(service => service.Descriptor),
            () => GRPCController.Descriptor,
            () => GRPCStdio.Descriptor,
            () => GRPCBroker.Descriptor,
            () => Health.Descriptor,
        ]);
        return
        [
            .. plugin.Select(service => service.Definition),
            GRPCController.BindService(new ControllerService(shutdown)),
            GRPCStdio.BindService(new StdioService(stopping)),
            GRPCBroker.BindService(new BrokerService(stopping)),
            Health.BindService(health),
            .. reflection.Definitions,
        ];
    }
}
