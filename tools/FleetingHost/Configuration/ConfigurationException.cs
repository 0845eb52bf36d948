namespace FleetingHost.Configuration;

/// <summary>The user's config.toml cannot be used as it is. Carries every problem, not the first.</summary>
internal sealed class ConfigurationException(string file, IReadOnlyList<string> problems, Exception? innerException = null)
    : Exception($"could not use {file}: {string.Join("; ", problems)}", innerException)
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
