using GoPlugin.Native;

namespace GoPlugin;

/// <summary>The memory of this process, which holds secrets.</summary>
public static class ProcessMemory
{
    /// <summary>
    /// Keeps it from everyone but root, on Linux: the kernel writes no core dump of this process when it crashes, and lets no other process of
    /// the same user read or trace it. What the plugin starts is not affected.
    /// </summary>
    public static void Seal()
    {
        if (OperatingSystem.IsLinux())
        {
            Libc.ForbidDumps();
        }
    }
}
