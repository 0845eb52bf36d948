using Fleeting.Aws.Configuration;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>What is to be looked at: a runner's configuration as the plugin reads it.</summary>
internal sealed record CheckTarget
{
    private CheckTarget()
    {
    }

    /// <summary>As the host would hand it over.</summary>
    public required GroupSettings Settings { get; init; }

    /// <summary>Null when it has a problem.</summary>
    public PluginConfig? Config { get; private init; }

    /// <summary>Without the key where that is the problem; null when it has another.</summary>
    public ConnectorSettings? Connector { get; private init; }

    /// <summary>Everything that Init would refuse but the key, by the names of the keys.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>Why the given SSH key cannot be used; empty when it can, or none was given.</summary>
    public string KeyProblem { get; private init; } = "";

    /// <summary>Keys of plugin_config that the plugin does not know.</summary>
    public IReadOnlyList<string> UnknownKeys { get; private init; } = [];

    /// <summary><c>max_instances</c>, 0 for no limit; null when there is no config.toml.</summary>
    public long? MaxInstances { get; init; }

    /// <summary>Whether the host dials external addresses.</summary>
    public bool UseExternalAddress { get; init; }

    /// <summary>The instance to connect to; null for none.</summary>
    public string? Connect { get; init; }

    /// <param name="settings">As the host would hand it over.</param>
    /// <param name="hostProblems">What the host itself would refuse.</param>
    public static CheckTarget Read(GroupSettings settings, IEnumerable<string> hostProblems)
    {
        List<string> problems = [.. hostProblems];
        var config = PluginConfigReader.Read(settings.PluginConfig, problems, out var unknownKeys);
        List<string> connectorProblems = [], withoutKey = [];
        var connector = ConnectorSettingsReader.Read(settings.Connector, connectorProblems);
        connector ??= settings.Connector.Key.IsEmpty
            ? null
            : ConnectorSettingsReader.Read(settings.Connector with { Key = default, UseStaticCredentials = false }, withoutKey);
        var isKeyAlone = connector is not null && connectorProblems.Count > 0;
        return new CheckTarget
        {
            Settings = settings,
            Config = config,
            Connector = connector,
            Problems = isKeyAlone ? problems : [.. problems, .. connectorProblems],
            KeyProblem = isKeyAlone ? string.Join("; ", connectorProblems) : "",
            UnknownKeys = unknownKeys,
        };
    }
}
