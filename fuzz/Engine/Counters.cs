using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Fuzz.Engine;

/// <summary>What instrumented code counts in, one byte an edge between two blocks. It has to be there before any of that code runs.</summary>
internal static unsafe class Counters
{
    /// <summary>AFL's map.</summary>
    public const int Length = 64 * 1024;

    public static byte* Start { get; private set; }

    public static ReadOnlySpan<byte> All => new(Start, Length);

    public static void Install() => Trace.SharedMem = Start = (byte*)NativeMemory.AllocZeroed(Length);

    /// <summary>No edge leads from one input to the next.</summary>
    public static void Begin() => Trace.PrevLocation = 0;
}
