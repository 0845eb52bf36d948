using System.Text;

namespace AwsClients.Profiles;

/// <summary>
/// A shared file: sections of keys. Keys match without regard to case; indented lines belong to the key above, as "key.sub" when they
/// are "sub = value" themselves. The format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
/// </summary>
internal sealed class IniFile
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections;

    private IniFile(Dictionary<string, Dictionary<string, StringBuilder>> sections) => _sections = sections.ToDictionary(
        section => section.Key,
        section => section.Value.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string>? Section(string name) => _sections.GetValueOrDefault(name);

    /// <exception cref="FormatException">A line is none of the format; the message has its number, never its text.</exception>
    public static IniFile Parse(string text)
    {
        var sections = new Dictionary<string, Dictionary<string, StringBuilder>>(StringComparer.Ordinal);
        Dictionary<string, StringBuilder>? section = null;
        string? key = null;
        var number = 0;
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[')
            {
                (section, key) = (Open(sections, SectionName(line, number)), null);
            }
            else if (section is null)
            {
                throw new FormatException($"line {number} comes before the first [section]; begin the file with one, such as [default]");
            }
            else if (char.IsWhiteSpace(raw[0]) && key is not null)
            {
                Continue(section, key, line);
            }
            else
            {
                key = Add(section, "", line, number);
            }
        }

        return new IniFile(sections);
    }

    private static string SectionName(ReadOnlySpan<char> line, int number)
    {
        var end = line.IndexOf(']');
        var name = end < 0 ? default : line[1..end].Trim();
        return name.IsEmpty ? throw new FormatException($"line {number} begins a section that has no name or no ]; write it as [NAME]") : Squeeze(name);
    }

    // "[profile   x]" is "[profile x]".
    private static string Squeeze(ReadOnlySpan<char> name)
    {
        var space = name.IndexOfAny(' ', '\t');
        return space < 0 ? name.ToString() : $"{name[..space]} {name[space..].Trim()}";
    }

    private static string Add(Dictionary<string, StringBuilder> section, string prefix, ReadOnlySpan<char> line, int number)
    {
        var equals = line.IndexOf('=');
        if (equals <= 0)
        {
            throw new FormatException($"line {number} is not \"key = value\"; mend it, or begin it with #");
        }

        var key = prefix + line[..equals].Trim().ToString();
        section[key] = new StringBuilder().Append(WithoutComment(line[(equals + 1)..]));
        return key;
    }

    private static void Continue(Dictionary<string, StringBuilder> section, string key, ReadOnlySpan<char> line)
    {
        if (section[key].Length == 0 && line.IndexOf('=') > 0)
        {
            Add(section, $"{key}.", line, 0);
        }
        else
        {
            section[key].Append('\n').Append(line);
        }
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> value)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" #", " ;", "\t#", "\t;"])
        {
            var at = value.IndexOf(mark, StringComparison.Ordinal);
            value = at < 0 ? value : value[..at];
        }

        return value.Trim();
    }

    private static Dictionary<string, StringBuilder> Open(Dictionary<string, Dictionary<string, StringBuilder>> sections, string name)
    {
        if (!sections.TryGetValue(name, out var section))
        {
            sections[name] = section = new Dictionary<string, StringBuilder>(StringComparer.OrdinalIgnoreCase);
        }

        return section;
    }
}
