namespace Fleeting;

/// <summary>What the host hands to <see cref="IInstanceGroup.InitAsync"/>.</summary>
/// <param name="PluginConfig">
/// <c>[runners.autoscaler.plugin_config]</c> as UTF-8 JSON; empty or <c>null</c> when the section is absent.
/// </param>
/// <param name="Connector"><c>[runners.autoscaler.connector_config]</c>.</param>
public sealed record GroupSettings(ReadOnlyMemory<byte> PluginConfig, ConnectorConfig Connector);
