using Google.Protobuf.Reflection;
using GoPlugin.Rpc;

namespace GoPlugin.Contract;

/// <summary>A gRPC service that the plugin offers besides go-plugin's own.</summary>
/// <param name="Name">Its full name in the contract, for example <c>proto.InstanceGroup</c>.</param>
/// <param name="AddMethods">Names its methods; called once, at start.</param>
/// <param name="Descriptor">The service's descriptor for reflection; called when a client first asks, since loading it costs time.</param>
public sealed record PluginService(string Name, Action<ServiceMethods> AddMethods, Func<ServiceDescriptor> Descriptor);
