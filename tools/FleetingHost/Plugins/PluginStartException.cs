namespace FleetingHost.Plugins;

/// <summary>The plugin could not be brought to serve: not found, no handshake, ended too early, or its ping went unanswered.</summary>
internal sealed class PluginStartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The exit code, when the plugin ended by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>All that it wrote to stdout.</summary>
    public string Stdout { get; init; } = "";

    /// <summary>All that it wrote to stderr.</summary>
    public string Stderr { get; init; } = "";
}
