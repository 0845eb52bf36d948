using System.Diagnostics.CodeAnalysis;

namespace AwsClients.Profiles;

/// <summary>A profile of the shared files. Its values can be secrets: it is no record, so that nothing prints them.</summary>
/// <param name="name">The name, without "profile".</param>
/// <param name="values">Keys in lower case or not: lookups ignore case.</param>
[SuppressMessage("Naming", "CA1724", Justification = "The SDK's Amazon.Profile is another room's.")]
internal sealed class Profile(string name, IReadOnlyDictionary<string, string> values)
{
    public string Name => name;

    public string? this[string key] => values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    public bool IsTrue(string key) => string.Equals(this[key], "true", StringComparison.OrdinalIgnoreCase);
}
