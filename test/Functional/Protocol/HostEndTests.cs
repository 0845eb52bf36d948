using FleetingHost.Plugins;

namespace Functional.Protocol;

/// <summary>Whichever way a host ends, nothing of the plugin is left; and while it lives, so does the plugin.</summary>
public sealed class HostEndTests
{
    /// <summary>Longer than the plugin needs to notice that a host is gone.</summary>
    private static readonly TimeSpan _aWhile = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HostKilled_PluginEndsByItselfAndSaysWhy(bool connected)
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Stays);
        if (connected)
        {
            await host.ConnectAsync();
        }
        else
        {
            await host.Stdout.ReadLineAsync(Cancel);
        }

        host.End(Signals.Kill);

        await host.PluginEndsAsync();
        Assert.Equal("", await host.Stdout.ReadToEndAsync(Cancel));
        var log = (await host.Stderr.ReadToEndAsync(Cancel)).Trim().Split('\n');
        Assert.Equal("the host is gone without having asked the plugin to end: ending", HclogLine.Parse(log[^1]).Message);
    }

    [Fact]
    public async Task HostKilled_PipesClosedWithIt_PluginEnds()
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Stays);
        await host.ConnectAsync();

        host.Stdout.Close();
        host.Stderr.Close();
        host.End(Signals.Kill);

        await host.PluginEndsAsync();
    }

    [Fact]
    public async Task HostGoneBeforeThePluginServes_PluginEnds()
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Leaves);
        host.Stdout.Close();

        await host.PluginEndsAsync();
    }

    [Fact]
    public async Task Terminate_HostDiesOfIt_PluginEndsAfterIt()
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Stays);
        await host.ConnectAsync();

        Signals.Send(host.PluginId, Signals.Terminate);
        host.End(Signals.Terminate);

        await host.PluginEndsAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StderrThatNobodyReads_HostEnds_PluginEndsToo(bool inOrder)
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Stays);
        await host.ConnectAsync();

        // A pipe takes 64 KiB, and each of these leaves some 200 bytes of log.
        for (var i = 0; i < 600; i++)
        {
            await host.CallAsync();
        }

        if (inOrder)
        {
            await host.ShutdownAsync();
        }
        else
        {
            host.End(Signals.Kill);
        }

        await host.PluginEndsAsync();
    }

    [Fact]
    public async Task StdinClosed_HostStillThere_PluginServesOn()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: new PluginOptions { OwnStdin = true });

        plugin.Process.CloseStdin();

        await plugin.Process.PingAsync(Cancel);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PipesClosed_HostStillThere_PluginServesOn(bool connected)
    {
        await using var host = await ShellHost.StartAsync(ShellHost.Stays);
        if (connected)
        {
            await host.ConnectAsync();
        }
        else
        {
            await host.Stdout.ReadLineAsync(Cancel);
        }

        host.Stdout.Close();
        host.Stderr.Close();

        await Assert.ThrowsAsync<TimeoutException>(() => host.PluginEndsAsync().WaitAsync(_aWhile, Cancel));
        if (connected)
        {
            await host.CallAsync();
        }

        host.End(Signals.Kill);
        await host.PluginEndsAsync();
    }
}
