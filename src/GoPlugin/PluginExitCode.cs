namespace GoPlugin;

/// <summary>What <see cref="PluginServer.ServeAsync"/> returns, for the process to exit with.</summary>
public static class PluginExitCode
{
    /// <summary>The host asked the plugin to end, or SIGTERM came while no host was connected.</summary>
    public const int Ended = 0;

    /// <summary>The plugin could not start (not started by a host, no socket), or has a bug. The cause is on stderr.</summary>
    public const int Failed = 1;

    /// <summary>The host is gone without having asked the plugin to end.</summary>
    public const int HostGone = 3;
}
