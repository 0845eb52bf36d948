using System.Diagnostics;
using FleetingPluginAws.Tests.Harness;
using Grpc.Core;

namespace FleetingPluginAws.Tests;

/// <summary>docs/decisions/0001-end-after-the-host.md, on the program itself.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    public async Task Signal_WhileAHostIsConnected_IsLeftToTheHost(string signal)
    {
        await using var plugin = await PluginProcess.ServeAsync();
        await Assert.ThrowsAsync<RpcException>(() => plugin.InitAsync("{}"));

        await plugin.SignalAsync(signal);
        await plugin.LoggedAsync($"SIG{signal} received and left to the host");
        await Assert.ThrowsAsync<RpcException>(() => plugin.InitAsync("{}"));
        await plugin.ShutdownAsync();

        var (exitCode, _, _) = await plugin.EndAsync();
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Terminate_WhileNobodyIsConnected_Ends()
    {
        await using var plugin = await PluginProcess.ServeAsync();

        await plugin.SignalAsync("TERM");

        var (exitCode, _, stderr) = await plugin.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("SIGTERM received while no host is connected: ending", stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crash_OfTheHost_EndsThePluginAndRemovesItsSocket()
    {
        // A shell in the host's place: it starts the plugin, prints nothing itself, and is killed as a crash would end it.
        using var host = Process.Start(new ProcessStartInfo("sh", ["-c", $"{PluginProcess.Cookie} '{PluginProcess.Executable}' & wait"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var log = host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var socket = (await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split('|')[3];
        Assert.True(File.Exists(socket));

        host.Kill();

        // The plugin holds the other ends of these pipes: they close when it ends.
        Assert.Equal("", await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("the host is gone without having asked the plugin to end: ending", await log, StringComparison.Ordinal);
        Assert.False(File.Exists(socket));
    }
}
