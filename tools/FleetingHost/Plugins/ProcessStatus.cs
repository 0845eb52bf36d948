using System.Globalization;
using System.Runtime.InteropServices;

namespace FleetingHost.Plugins;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessStatus
{
    /// <summary>User and system time so far of all its threads, those that have ended included; to the nanosecond, where /proc counts hundredths of a second.</summary>
    /// <exception cref="InvalidOperationException">There is no such process.</exception>
    public static TimeSpan Cpu(int id)
    {
        // A process's clock is named by its id: clock_getcpuclockid(3), CPUCLOCK_SCHED of include/linux/posix-timers.h.
        const int sched = 2;
        return GetTime((~id << 3) | sched, out var time) == 0
            ? new TimeSpan(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new InvalidOperationException($"could not read the CPU time of process {id}: it is gone");
    }

    /// <summary>A line of <c>/proc/PID/status</c> that is in kB, such as VmRSS or VmHWM; MB are 10^6 bytes.</summary>
    public static double Megabytes(int id, string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>How many file descriptors it has open.</summary>
    public static int Descriptors(int id) => Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
