using Microsoft.Extensions.Logging;

namespace FleetingHost.Plugins;

/// <summary>One line of a plugin's stderr.</summary>
internal sealed record PluginLogEntry
{
    /// <summary>The line as it came.</summary>
    public required string Line { get; init; }

    /// <summary>Whether the line was hclog's JSON; if not, it is text at debug level.</summary>
    public bool IsStructured { get; init; }

    public LogLevel Level { get; init; } = LogLevel.Debug;

    public required string Message { get; init; }

    public string Module { get; init; } = "";

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Whatever else the line carried, as text.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    private string LevelName => Level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => Level.ToString().ToLowerInvariant(),
    };

    public override string ToString() =>
        $"{LevelName} {Message} {string.Join(' ', Fields.Select(field => $"{field.Key}={field.Value}"))}".TrimEnd();
}
