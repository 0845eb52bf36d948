using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Plugins;

/// <summary>Reads the lines that hclog writes: a JSON object each, its own keys marked by <c>@</c>.</summary>
internal static class HclogLine
{
    /// <summary>go-plugin reads stderr by buffers of this size; a longer line is text to it.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly string[] _timestampFormats = ["yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz"];

    /// <summary>The entry of a line. What is not hclog's JSON in every part becomes text at debug level, as in GitLab Runner.</summary>
    public static PluginLogEntry Parse(string line)
    {
        var text = new PluginLogEntry { Line = line, Message = line };
        if (line.Length > MaxBytes)
        {
            return text;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return Read(json.RootElement, line) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static PluginLogEntry? Read(JsonElement root, string line)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "@message") is not { } message)
        {
            return null;
        }

        if (Level(Text(root, "@level")) is not { } level || Timestamp(Text(root, "@timestamp")) is not { } timestamp)
        {
            return null;
        }

        return new PluginLogEntry
        {
            Line = line,
            IsStructured = true,
            Level = level,
            Message = message,
            Module = Text(root, "@module") ?? "",
            Timestamp = timestamp,
            Fields = root.EnumerateObject().Where(property => !property.Name.StartsWith('@'))
                .GroupBy(property => property.Name)
                .ToDictionary(group => group.Key, group => group.Last().Value.ToString()),
        };
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static LogLevel? Level(string? name) => name switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => null,
    };

    private static DateTimeOffset? Timestamp(string? text) =>
        DateTimeOffset.TryParseExact(
            text, _timestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
