using System.Text.RegularExpressions;
using Tomlyn.Model;

namespace Fleeting.Configuration;

/// <summary>Reads the keys of one TOML table without regard to case, as Go's decoder does; what has the wrong type becomes a problem and a default.</summary>
internal sealed partial class TomlSection(string path, TomlTable table, List<string> problems)
{
    public TomlTable Table => table;

    public bool Has(string key) => Find(key) is not null;

    public string String(string key) => Read(key, "a string", value => value as string) ?? "";

    public bool Bool(string key) => Read(key, "true or false", value => value as bool?) ?? false;

    public long Integer(string key) => Read(key, "a whole number", value => value as long?) ?? 0;

    /// <summary>What Go reads as a duration, which the host alone needs: a text such as <c>1m30s</c>, or nanoseconds.</summary>
    public void CheckDuration(string key) =>
        Read(key, "a duration from 0, such as 30s or 10m", value => value switch
        {
            string text => text == "0" || Duration().IsMatch(text) ? value : null,
            long nanoseconds => nanoseconds >= 0 ? value : null,
            _ => null,
        });

    /// <summary>A table below this one; null when absent.</summary>
    public TomlSection? Section(string key) =>
        Read(key, $"a table: [{Below(key)}]", value => value as TomlTable) is { } section ? new TomlSection(Below(key), section, problems) : null;

    /// <summary>The tables of <c>[[path.key]]</c>, or of a list of inline tables.</summary>
    public IReadOnlyList<TomlSection> Sections(string key)
    {
        var tables = Read(key, $"a list of tables: [[{Below(key)}]]", value => value switch
        {
            TomlTableArray array => array.ToList(),
            TomlArray array when array.All(item => item is TomlTable) => array.Cast<TomlTable>().ToList(),
            _ => null,
        }) ?? [];
        return [.. tables.Select(section => new TomlSection(Below(key), section, problems))];
    }

    /// <summary>What stands for a table that is absent.</summary>
    public TomlSection Empty(string key) => new(Below(key), [], problems);

    /// <summary>Adds a problem; once, however often the key is read.</summary>
    public void Problem(string key, string text)
    {
        var problem = $"invalid config.toml value: {Below(key)} {text}";
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

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

    // The format: https://pkg.go.dev/time#ParseDuration, without a minus.
    [GeneratedRegex(@"^\+?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$")]
    private static partial Regex Duration();
}
