using Tomlyn.Model;

namespace Fleeting.Configuration;

/// <summary>Reads the keys of one TOML table without regard to case, as Go's decoder does; what has the wrong type becomes a problem and a default.</summary>
internal sealed class TomlSection(string path, TomlTable table, List<string> problems)
{
    public TomlTable Table => table;

    public bool Has(string key) => Find(key) is not null;

    public string String(string key) => Read(key, "a string", value => value as string) ?? "";

    public bool Bool(string key) => Read(key, "true or false", value => value as bool?) ?? false;

    public long Integer(string key) => Read(key, "a whole number", value => value as long?) ?? 0;

    /// <summary>A table below this one; null when absent.</summary>
    public TomlSection? Section(string key) =>
        Read(key, "a table", value => value as TomlTable) is { } section ? new TomlSection(Below(key), section, problems) : null;

    /// <summary>The tables of <c>[[path.key]]</c>, or of a list of inline tables.</summary>
    public IReadOnlyList<TomlSection> Sections(string key)
    {
        var tables = Read(key, "a list of tables", value => value switch
        {
            TomlTableArray array => array.ToList(),
            TomlArray array when array.All(item => item is TomlTable) => array.Cast<TomlTable>().ToList(),
            _ => null,
        }) ?? [];
        return [.. tables.Select(section => new TomlSection(Below(key), section, problems))];
    }

    /// <summary>What stands for a table that is absent.</summary>
    public TomlSection Empty(string key) => new(Below(key), [], problems);

    public void Problem(string key, string text) => problems.Add($"invalid config.toml value: {Below(key)} {text}");

    private string Below(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private T? Read<T>(string key, string expected, Func<object, T?> read)
    {
        if (Find(key) is not { } value)
        {
            return default;
        }

        var result = read(value);
        if (result is null)
        {
            // Not the value: it may be a password in the wrong place.
            Problem(key, $"must be {expected}");
        }

        return result;
    }

    private object? Find(string key) => table.TryGetValue(key, out var value)
        ? value
        : table.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
}
