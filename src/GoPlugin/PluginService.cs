using Google.Protobuf.Reflection;
using Grpc.Core;

namespace GoPlugin;

/// <summary>A gRPC service that the plugin offers besides go-plugin's own.</summary>
/// <param name="Definition">The bound service, from the generated <c>BindService</c>.</param>
/// <param name="Descriptor">The service's descriptor for reflection; called when a client first asks, since loading it costs time.</param>
public sealed record PluginService(ServerServiceDefinition Definition, Func<ServiceDescriptor> Descriptor);
