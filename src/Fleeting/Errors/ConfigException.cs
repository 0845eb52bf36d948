namespace Fleeting.Errors;

/// <summary>The user's configuration is wrong and only the user can mend it. Carries every problem, not the first.</summary>
public sealed class ConfigException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    /// <summary>One problem each, by the name of the key; never a secret.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
