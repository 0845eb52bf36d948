using System.Collections;

namespace Functional;

/// <summary>An environment without the machine's own AWS and proxy settings.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Those variables, and null, which removes it, for every setting of the machine that is none of them.</summary>
    public static Dictionary<string, string?> Of(IReadOnlyDictionary<string, string> variables)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key)
            .Where(IsSetting).ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return all;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("AWS_", StringComparison.Ordinal) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}
