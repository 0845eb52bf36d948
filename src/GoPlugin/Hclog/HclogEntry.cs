using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>One entry of the log on its way to a line.</summary>
internal sealed record HclogEntry
{
    public required LogLevel Level { get; init; }

    /// <summary>The logger's category.</summary>
    public required string Module { get; init; }

    /// <summary>The name of the event in its catalogue; empty when it has none.</summary>
    public string Event { get; init; } = "";

    public required string Message { get; init; }

    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; } = [];

    public Exception? Exception { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    /// <summary>
    /// The stack trace of <see cref="Exception"/> as an entry of its own, at debug: who reads the log at night wants the error, who mends
    /// the bug can turn debug on.
    /// </summary>
    public HclogEntry ToStackTrace() => this with
    {
        Level = LogLevel.Debug,
        Message = $"stack trace of: {Message}",
        Fields = [new("stacktrace", Exception?.ToString())],
        Exception = null,
    };
}
