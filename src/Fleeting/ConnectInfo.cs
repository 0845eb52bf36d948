namespace Fleeting;

/// <summary>The way onto one instance.</summary>
/// <param name="Connector">How to connect, secrets included.</param>
/// <param name="InternalAddress">The address the host dials unless told to use the external one; <c>host</c> or <c>host:port</c>.</param>
/// <param name="ExternalAddress">The address that is reachable from outside; empty when there is none.</param>
/// <param name="Expires">When the credentials stop working; null is never. The wire carries whole seconds.</param>
public sealed record ConnectInfo(ConnectorConfig Connector, string InternalAddress, string ExternalAddress, DateTimeOffset? Expires);
