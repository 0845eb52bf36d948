using System.Diagnostics;
using System.Globalization;

namespace FleetingHost.Plugins;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessStatus
{
    /// <summary>User and system time so far, as <c>/proc/PID/stat</c> counts it.</summary>
    public static TimeSpan Cpu(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    /// <summary>VmRSS of <c>/proc/PID/status</c>, in MiB.</summary>
    public static double ResidentMebibytes(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>How many file descriptors it has open.</summary>
    public static int Descriptors(int id) => Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;
}
