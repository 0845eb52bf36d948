using Microsoft.Extensions.Logging;

namespace TestKit;

public sealed record LogEntry(
    LogLevel Level, string Category, string EventName, string Message, IReadOnlyDictionary<string, object?> Fields, Exception? Exception)
{
    public override string ToString() =>
        $"{Level} {Category} {EventName}: {Message} {string.Join(' ', Fields.Select(f => $"{f.Key}={f.Value}"))} {Exception}".TrimEnd();
}
