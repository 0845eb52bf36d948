namespace Fleeting.CommandLine;

/// <summary>The exit codes of <see cref="PluginCommandLine"/>; serving has its own.</summary>
public static class CommandLineExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It could not be done; the cause is on stderr.</summary>
    public const int Failure = 1;

    /// <summary>The arguments make no sense; stderr says why, and what would.</summary>
    public const int Usage = 2;
}
