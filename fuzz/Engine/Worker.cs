using System.Numerics;
using System.Runtime.InteropServices;

namespace Fuzz.Engine;

/// <summary>The process that fuzzes one target, from its corpus until its time is over or something is found.</summary>
internal static class Worker
{
    /// <param name="target">What to fuzz.</param>
    /// <param name="library">libFuzzer.</param>
    /// <param name="board">Where to tell of itself.</param>
    /// <param name="arguments">libFuzzer's.</param>
    public static int Run(Target target, string library, Board board, IReadOnlyList<string> arguments)
    {
        var budget = new Budget(target);
        return LibFuzzer.Run(library, arguments, input =>
        {
            board.Input = input;
            board.IsRunning = true;
            Counters.Begin();
            Check(budget, input);
            board.IsRunning = false;
            board.Executions++;
            Remember(Counters.All, board.Hit);
        });
    }

    private static void Check(Budget budget, byte[] input)
    {
        try
        {
            budget.Run(input);
        }
        catch (Exception e)
        {
            // An exception cannot cross libFuzzer's frames. It keeps the input of a process that ends.
            Console.Error.WriteLine($"finding: {e}");
            Environment.Exit(ExitCode.Finding);
        }
    }

    private static void Remember(ReadOnlySpan<byte> counters, Span<byte> hit)
    {
        var now = MemoryMarshal.Cast<byte, Vector<byte>>(counters);
        var all = MemoryMarshal.Cast<byte, Vector<byte>>(hit);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] |= now[i];
        }
    }
}
