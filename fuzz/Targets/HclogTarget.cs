using System.Text;
using System.Text.Json;
using Fuzz.Engine;
using GoPlugin.Hclog;
using Microsoft.Extensions.Logging;

namespace Fuzz.Targets;

/// <summary>
/// A line of the log, made of texts with a zero byte between: message, module, event, a field's name and value, an exception's text. It is
/// one line of JSON that no host cuts, and what is not too long is in it whole.
/// </summary>
internal static class HclogTarget
{
    public static Target Target { get; } = new("hclog-line", Run)
    {
        // A text that does not fit is written again, shorter, some times.
        BaseAllocation = 8 * 1024 * 1024,
        Words = ["\0", "\n", "\r", "\"", "\\", "\u0007", "@message", "InstanceId", "{OriginalFormat}", "\ud83d\ude00", "\u2028"],
    };

    private static void Run(byte[] input)
    {
        // Every length is to be met, and inputs are short: the first byte says how often the texts are repeated.
        var times = input.Length > 0 && input[0] > 127 ? input[0] - 126 : 1;
        var texts = Encoding.UTF8.GetString(input).Split('\0');
        string Text(int index) => index < texts.Length ? string.Concat(Enumerable.Repeat(texts[index], times)) : "";

        var entry = new HclogEntry
        {
            Level = (LogLevel)(input.Length % 6),
            Message = Text(0),
            Module = Text(1),
            Event = Text(2),
            Fields = texts.Length > 3 ? [new(Text(3), Text(4)), new("Count", input.Length), new("{OriginalFormat}", Text(0))] : [],
            Exception = texts.Length > 5 ? new InvalidOperationException(Text(5)) : null,
            Timestamp = DateTimeOffset.UnixEpoch,
        };
        var line = HclogLine.Format(entry).Span;
        Oracle.Holds(line.Length <= HclogLine.MaxBytes, $"the line has {line.Length} bytes");
        Oracle.Holds(line.IndexOf((byte)'\n') == line.Length - 1 && !line.Contains((byte)'\r'), "it is not one line");
        using var json = JsonDocument.Parse(line.ToArray());
        var message = json.RootElement.GetProperty("@message").GetString()!;
        var isShort = texts.Sum(text => (long)text.Length) * times * 6 < HclogLine.MaxBytes / 2;
        Oracle.Holds(!isShort || message == entry.Message, "a short message was changed");
        Oracle.Holds(json.RootElement.GetProperty("@level").GetString() is "trace" or "debug" or "info" or "warn" or "error", "the level is none of hclog's");
    }
}
