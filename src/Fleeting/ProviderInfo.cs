namespace Fleeting;

/// <summary>What a provider says of itself after <see cref="IInstanceGroup.InitAsync"/>.</summary>
public sealed record ProviderInfo
{
    /// <summary>Names the group in the host's logs and metrics, for example <c>aws/eu-west-1/runners</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The most instances the group can hold; the host refuses a larger <c>max_instances</c>.</summary>
    public required int MaxSize { get; init; }

    public required string Version { get; init; }

    public required string BuildInfo { get; init; }

    /// <summary>From <see cref="Capability"/>; none by default.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
