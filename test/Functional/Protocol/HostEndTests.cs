using System.Diagnostics;
using FleetingHost.Plugins;

namespace Functional.Protocol;

/// <summary>A host that crashed asks nobody to end.</summary>
public sealed class HostEndTests
{
    [Fact]
    public async Task HostKilled_NobodyConnected_PluginEndsByItself()
    {
        using var folder = new PrivateFolder();
        // A shell stands for the host; the plugin inherits the pipes, which end when it does.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" & wait", PluginBinary.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PluginOptions.CookieName] = PluginOptions.CookieValue, ["TMPDIR"] = folder.Path },
        };
        using var host = Process.Start(start)!;
        var log = host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Handshake.Parse((await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);

        Signals.Send(host.Id, Signals.Kill);

        Assert.Equal("", await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        var last = HclogLine.Parse((await log).Trim().Split('\n')[^1]);
        Assert.Equal("the host is gone without having asked the plugin to end: ending", last.Message);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public async Task StdinClosed_HostStillThere_PluginServesOn()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: new PluginOptions { OwnStdin = true });

        plugin.Process.CloseStdin();

        await plugin.Process.PingAsync(TestContext.Current.CancellationToken);
    }
}
