using System.Diagnostics;
using FleetingHost.Plugins;

namespace Functional.Protocol;

/// <summary>A stdout or stderr that is closed, full or never read is no reason to crash.</summary>
public sealed class StreamsTests
{
    private const string NotTold =
        "could not tell the host where to connect, which it reads from stdout: No space left on device; start the plugin with a stdout that is read";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    [InlineData("<&- 2>&-")]
    public async Task Serve_StderrTakesNothing_ServesAllTheSame(string redirection)
    {
        using var folder = new PrivateFolder();
        await using var plugin = await PluginProcess.StartAsync(
            "/bin/sh",
            new Dictionary<string, string?> { ["TMPDIR"] = folder.Path },
            new PluginOptions { Arguments = ["-c", $"exec \"$0\" {redirection}", PluginBinary.Path] },
            Cancel);

        await plugin.EnsureServingAsync(Cancel);

        Assert.Equal(0, await plugin.ShutdownAsync(Cancel));
        Assert.False(plugin.Killed);
        Assert.Equal([plugin.Handshake.Line], plugin.Stdout);
        Assert.Empty(plugin.Log);
        Assert.Empty(folder.Content);
    }

    [Theory]
    [InlineData(">/dev/full", 1, NotTold)]
    [InlineData(">/dev/full 2>&-", 1, null)]
    [InlineData(">&-", 3, "the host is gone without having asked the plugin to end: ending")]
    [InlineData(">&- 2>&-", 3, null)]
    [InlineData("<&- >&- 2>&-", 3, null)]
    [InlineData("| :", 3, "the host is gone without having asked the plugin to end: ending")]
    public async Task Serve_StdoutTakesNothing_Ends(string redirection, int exitCode, string? message)
    {
        var (code, log) = await RunAsync($"\"$0\" {redirection}");

        Assert.Equal(exitCode, code);
        Assert.Equal(message, log.Length == 0 ? null : HclogLine.Parse(log.Trim().Split('\n')[^1]).Message);
    }

    [Theory]
    [InlineData("version >/dev/full", 1, "could not print what was asked for: No space left on device\n")]
    [InlineData("version >/dev/full 2>&-", 1, "")]
    [InlineData("version >&- 2>&-", 0, "")]
    [InlineData("version | :", 0, "")]
    [InlineData("dance 2>/dev/full", 2, "")]
    [InlineData("dance 2>&-", 2, "")]
    public async Task CommandLine_StreamsThatTakeNothing_HasItsExitCode(string arguments, int exitCode, string stderr) =>
        Assert.Equal((exitCode, stderr), await RunAsync($"\"$0\" {arguments}"));

    /// <summary>Runs a command line of bash with the plugin as <c>$0</c>.</summary>
    /// <returns>The plugin's exit code, in a pipeline too, and what it printed on stderr.</returns>
    private static async Task<(int ExitCode, string Stderr)> RunAsync(string command)
    {
        using var folder = new PrivateFolder();
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-o", "pipefail", "-c", command, PluginBinary.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PluginOptions.CookieName] = PluginOptions.CookieValue, ["TMPDIR"] = folder.Path },
        })!;
        var stdout = shell.StandardOutput.ReadToEndAsync(Cancel);
        var stderr = await shell.StandardError.ReadToEndAsync(Cancel);
        await shell.WaitForExitAsync(Cancel);
        Assert.Equal("", await stdout);
        Assert.Empty(folder.Content);
        return (shell.ExitCode, stderr);
    }
}
