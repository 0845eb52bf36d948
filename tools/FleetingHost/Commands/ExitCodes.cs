namespace FleetingHost.Commands;

/// <summary>The exit codes of <c>fleeting-host</c>; <see cref="Usage.Text"/> prints the same sentences.</summary>
internal static class ExitCodes
{
    /// <summary>Every instance ran the command with exit code 0, and everything is gone.</summary>
    public const int Success = 0;

    /// <summary>An instance did not come, could not be reached, or its command failed, or the answer was no; everything is gone.</summary>
    public const int Failed = 1;

    /// <summary>The command line or config.toml is wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>The plugin could not be started, or Init refused the configuration, or the group could not be listed; no instance was asked for.</summary>
    public const int Plugin = 3;

    /// <summary>Something stayed behind: instances, a process, or a plugin that had to be killed. The output names it.</summary>
    public const int LeftBehind = 4;

    /// <summary>Interrupted by Ctrl-C; everything is gone, or on its way out.</summary>
    public const int Interrupted = 130;

    /// <summary>Interrupted by SIGTERM; everything is gone, or on its way out.</summary>
    public const int Terminated = 143;
}
