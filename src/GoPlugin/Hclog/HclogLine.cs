using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>An entry as hclog's JSON, final newline included.</summary>
internal static class HclogLine
{
    /// <summary>What the host reads as one line, newline included; of a longer one it makes debug texts.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string OriginalFormat = "{OriginalFormat}";
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line; one that would be too long has its texts cut, and if that is not enough its fields left out.</summary>
    public static ReadOnlyMemory<byte> Format(HclogEntry entry)
    {
        // No text may be longer than the line; the JSON writer would throw on one of 166 million characters.
        var line = Write(entry, MaxBytes);
        for (var longest = MaxBytes / 4; line.Length > MaxBytes && longest >= 64; longest /= 4)
        {
            line = Write(entry, longest);
        }

        return line.Length <= MaxBytes ? line : Write(entry with { Fields = [], Exception = null }, MaxBytes / 16);
    }

    private static ReadOnlyMemory<byte> Write(HclogEntry entry, int longest)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("@level", Level(entry.Level));
            json.WriteString("@message", HclogText.Cut(entry.Message, longest));
            json.WriteString("@module", HclogText.Cut(entry.Module, longest));
            json.WriteString("@timestamp", entry.Timestamp.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture));
            if (entry.Event.Length > 0)
            {
                json.WriteString("event", HclogText.Cut(entry.Event, longest));
            }

            foreach (var (name, value) in entry.Fields)
            {
                if (name != OriginalFormat)
                {
                    WriteField(json, HclogFieldName.From(name), value, longest);
                }
            }

            if (entry.Exception is not null)
            {
                json.WriteString("error", HclogText.Cut(HclogText.Of(entry.Exception), longest));
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value, int longest)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int or long or uint or short or ushort or byte or sbyte:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, HclogText.Cut(HclogText.Of(value), longest));
                break;
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };
}
