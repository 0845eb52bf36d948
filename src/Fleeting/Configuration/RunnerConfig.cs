namespace Fleeting.Configuration;

/// <summary>What one <c>[[runners]]</c> of GitLab Runner's config.toml says of its autoscaler, as far as a plugin is concerned.</summary>
public sealed record RunnerConfig
{
    /// <summary>The name of the runner; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the host will hand to the plugin.</summary>
    public required GroupSettings Settings { get; init; }

    /// <summary><c>max_instances</c>; 0 is no limit.</summary>
    public long MaxInstances { get; init; }

    /// <summary><c>use_external_addr</c>: the host dials the external address. The plugin is not told.</summary>
    public bool UseExternalAddress { get; init; }

    /// <summary>What GitLab Runner will not take, by the name of the key; never a value.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
