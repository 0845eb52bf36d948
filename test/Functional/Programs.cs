using System.Diagnostics;

namespace Functional;

/// <summary>Runs a program to its end.</summary>
internal static class Programs
{
    /// <summary>What it printed on stdout, trimmed; fails unless it ended with exit code 0.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
