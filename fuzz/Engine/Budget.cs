using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fuzz.Engine;

/// <summary>
/// Runs a target on an input within what its size allows: memory that is allocated, processor time, both of the whole process, since HTTP goes on on
/// other threads than the one that waits. The clock of the wall says nothing on a busy machine; libFuzzer's own limits of time and resident memory
/// stand behind these.
/// </summary>
internal sealed class Budget(Target target)
{
    private const int ProcessorTime = 2; // CLOCK_PROCESS_CPUTIME_ID

    private static readonly TimeSpan _baseTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _timePerByte = TimeSpan.FromMicroseconds(50);

    public void Run(byte[] input)
    {
        // The first run of a code path compiles it and fills what is static, and the compiler and the collector work beside it now and then: what
        // is over is measured once more.
        if (Cost(input) is { } first && Over(input, first) is not null && Over(input, Cost(input)) is { } over)
        {
            throw new OracleException(over);
        }
    }

    private (long Bytes, TimeSpan Time) Cost(byte[] input)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var time = Now();
        Oracle.Begin();
        target.Run(input);
        if (Oracle.Broken is { } broken)
        {
            throw broken;
        }

        return (GC.GetTotalAllocatedBytes() - bytes, Now() - time);
    }

    private string? Over(byte[] input, (long Bytes, TimeSpan Time) cost)
    {
        var mayAllocate = target.BaseAllocation + (target.AllocationPerByte * input.Length);
        var mayTake = _baseTime + (_timePerByte * input.Length);
        return cost.Bytes > mayAllocate ? $"{input.Length} bytes made it allocate {cost.Bytes} bytes, and {mayAllocate} are allowed"
            : cost.Time > mayTake && !Debugger.IsAttached ? $"{input.Length} bytes took {cost.Time.TotalMilliseconds} ms, and {mayTake.TotalMilliseconds} are allowed"
            : null;
    }

    private static TimeSpan Now() =>
        clock_gettime(ProcessorTime, out var now) == 0
            ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000.0)
            : throw new NotSupportedException("this system does not measure a process's time");

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec now);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
