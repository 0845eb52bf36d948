using System.Diagnostics;

namespace GoPlugin.Tests.Harness;

/// <summary>Programs of the system that know better than we do.</summary>
internal static class Tool
{
    /// <summary>What a program prints, without the newline at its end.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd();
    }
}
