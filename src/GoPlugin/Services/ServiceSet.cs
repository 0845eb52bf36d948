using GoPlugin.Contract;
using GoPlugin.Protocol;
using GoPlugin.Rpc;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace GoPlugin.Services;

/// <summary>Every service on the plugin's socket: go-plugin's own, the plugin's, and reflection over them all.</summary>
internal static class ServiceSet
{
    /// <summary>The name that the host pings.</summary>
    private const string HealthName = "plugin";

    /// <returns>Every method, by its path.</returns>
    public static IReadOnlyDictionary<string, RpcMethod> Create(IReadOnlyList<PluginService> plugin, Action shutdown, CancellationToken stopping)
    {
        var health = new HealthServiceImpl();
        health.SetStatus(HealthName, HealthCheckResponse.Types.ServingStatus.Serving);

        // The server as a whole, as Go's does.
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        var controller = new ControllerService(shutdown);
        var stdio = new StdioService(stopping);
        var broker = new BrokerService(stopping);
        PluginService[] services =
        [
            .. plugin,
            new(
                "plugin.GRPCController",
                methods => methods.Unary("Shutdown", Protocol.Empty.Parser, controller.Shutdown),
                () => GRPCController.Descriptor),
            new(
                "plugin.GRPCStdio",
                methods => methods.ServerStreaming<Empty, StdioData>("StreamStdio", Empty.Parser, stdio.StreamStdio),
                () => GRPCStdio.Descriptor),
            new(
                "plugin.GRPCBroker",
                methods => methods.Duplex<ConnInfo, ConnInfo>("StartStream", ConnInfo.Parser, broker.StartStream),
                () => GRPCBroker.Descriptor),
            new(
                "grpc.health.v1.Health",
                methods =>
                {
                    methods.Unary("Check", HealthCheckRequest.Parser, health.Check);
                    methods.ServerStreaming<HealthCheckRequest, HealthCheckResponse>("Watch", HealthCheckRequest.Parser, health.Watch);
                },
                () => Health.Descriptor),
        ];

        var methods = new Dictionary<string, RpcMethod>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            service.AddMethods(new ServiceMethods(service.Name, methods));
        }

        new LazyReflection([.. services.Select(service => service.Descriptor)]).AddTo(methods);
        return methods;
    }
}
