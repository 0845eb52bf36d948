using System.Globalization;
using Tomlyn.Model;

namespace FleetingHost.Configuration;

/// <summary>Reads the keys of one TOML table; what is wrong becomes a problem and a default, so that all problems show at once.</summary>
internal sealed class TomlSection(string path, TomlTable table, List<string> problems)
{
    /// <summary>The table itself.</summary>
    public TomlTable Table => table;

    public string String(string key) => Read(key, "a string", value => value as string) ?? "";

    public bool Bool(string key) => Read(key, "true or false", value => value as bool?) ?? false;

    public long Integer(string key, long defaultValue = 0) => Read(key, "a whole number", value => value as long?) ?? defaultValue;

    /// <summary>Nanoseconds, from a whole number of them or from Go's notation.</summary>
    public long Duration(string key) => Read<long?>(key, "a duration such as \"20m0s\"", value => value switch
    {
        long nanoseconds => nanoseconds,
        string text => TryParseDuration(text),
        _ => null,
    }) ?? 0;

    public IReadOnlyList<string> Strings(string key) =>
        Read(key, "a list of strings", value => value is TomlArray list && list.All(item => item is string) ? list : null)
            ?.Cast<string>().ToList() ?? [];

    /// <summary>A table below this one; null when absent.</summary>
    public TomlSection? Section(string key)
    {
        var section = Read(key, "a table", value => value as TomlTable);
        return section is null ? null : new TomlSection(Below(key), section, problems);
    }

    /// <summary>The tables of <c>[[path.key]]</c>, or of a list of inline tables.</summary>
    public IReadOnlyList<TomlSection> Sections(string key)
    {
        var sections = Read(key, "a list of tables", value => value switch
        {
            TomlTableArray tables => tables.ToList(),
            TomlArray list when list.All(item => item is TomlTable) => list.Cast<TomlTable>().ToList(),
            _ => null,
        }) ?? [];
        return [.. sections.Select(section => new TomlSection(Below(key), section, problems))];
    }

    public void Problem(string key, string text) => problems.Add($"{Below(key)} {text}");

    private string Below(string key) => path == "" ? key : $"{path}.{key}";

    private T? Read<T>(string key, string expected, Func<object, T?> read)
    {
        if (Find(key) is not { } value)
        {
            return default;
        }

        var result = read(value);
        if (result is null)
        {
            Problem(key, string.Create(CultureInfo.InvariantCulture, $"must be {expected}, not {Kind(value)}"));
        }

        return result;
    }

    private object? Find(string key)
    {
        // Go's decoder falls back to a match without regard to case.
        if (table.TryGetValue(key, out var value))
        {
            return value;
        }

        return table.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static long? TryParseDuration(string text)
    {
        try
        {
            return GoDuration.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The kind alone: the value might be a password in the wrong place.
    private static string Kind(object value) => value switch
    {
        string => "a string like this one",
        long => "a whole number",
        double => "a number with a fraction",
        bool => "true or false",
        TomlTable => "a table",
        TomlArray or TomlTableArray => "a list",
        _ => "a date or time",
    };
}
