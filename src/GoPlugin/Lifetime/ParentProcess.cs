using GoPlugin.Native;

namespace GoPlugin.Lifetime;

/// <summary>The process that started the plugin.</summary>
internal sealed class ParentProcess
{
    // Another one (init, or a subreaper) takes its place when it ends. To be read first thing: a host may end before it is.
    private readonly int _id = CurrentId();

    /// <summary>Whether it has ended since this object was made. Never true on Windows, where a parent cannot be watched so.</summary>
    public bool HasEnded => CurrentId() != _id;

    private static int CurrentId() => OperatingSystem.IsWindows() ? 0 : Libc.ParentProcessId();
}
