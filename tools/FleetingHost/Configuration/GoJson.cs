using System.Globalization;
using System.Text;
using Tomlyn;
using Tomlyn.Model;

namespace FleetingHost.Configuration;

/// <summary>
/// Writes a TOML value as GitLab Runner hands it to a plugin: Go's <c>json.Marshal</c> of the decoded map, so keys sorted by their
/// bytes, no spaces, and <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> escaped.
/// </summary>
internal static class GoJson
{
    /// <summary>The JSON; <c>null</c> when there is no table.</summary>
    public static string Write(TomlTable? table)
    {
        var builder = new StringBuilder();
        WriteValue(builder, table);
        return builder.ToString();
    }

    private static void WriteValue(StringBuilder json, object? value)
    {
        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case long number:
                json.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.Append(Number(number));
                break;
            case TomlDateTime time:
                WriteString(json, Time(time.DateTime));
                break;
            case TomlTable table:
                WriteTable(json, table);
                break;
            case System.Collections.IEnumerable list and not string:
                WriteList(json, list);
                break;
            default:
                WriteString(json, value.ToString()!);
                break;
        }
    }

    private static void WriteTable(StringBuilder json, TomlTable table)
    {
        json.Append('{');
        foreach (var (index, (key, value)) in table.OrderBy(pair => pair.Key, StringComparer.Ordinal).Index())
        {
            if (index > 0)
            {
                json.Append(',');
            }

            WriteString(json, key);
            json.Append(':');
            WriteValue(json, value);
        }

        json.Append('}');
    }

    private static void WriteList(StringBuilder json, System.Collections.IEnumerable list)
    {
        json.Append('[');
        foreach (var (index, item) in list.Cast<object?>().Index())
        {
            if (index > 0)
            {
                json.Append(',');
            }

            WriteValue(json, item);
        }

        json.Append(']');
    }

    private static void WriteString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        + (time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture));

    private static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new FormatException("inf and nan have no form in JSON");
        }
        // Go writes whole numbers below 1e21 without an exponent.
        var whole = Math.Abs(number) < 1e21 && number == Math.Truncate(number);
        return number.ToString(whole ? "F0" : "R", CultureInfo.InvariantCulture);
    }
}
