namespace GoPlugin.Lifetime;

/// <summary>The process that started the plugin.</summary>
internal static class ParentProcess
{
    /// <summary>
    /// Its id; another one (init's, or a subreaper's) as soon as it has ended. Always 0 on Windows, where a parent cannot be watched so.
    /// </summary>
    public static int Id() => OperatingSystem.IsWindows() ? 0 : Libc.ParentProcessId();
}
