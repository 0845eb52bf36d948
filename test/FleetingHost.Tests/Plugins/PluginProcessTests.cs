using FleetingHost.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace FleetingHost.Tests.Plugins;

/// <summary>What goes wrong before a plugin serves, played by a shell. The rest is in Functional, with the real plugin.</summary>
public sealed class PluginProcessTests
{
    [Fact]
    public async Task StartAsync_EndsBeforeHandshake_TellsExitCodeAndStderr()
    {
        var exception = await StartAsync("echo no cookie >&2; exit 3");

        Assert.Equal(
            "could not start /bin/sh: it ended with exit code 3 before its handshake line; its stderr:\nno cookie", exception.Message);
        Assert.Equal((3, "", "no cookie"), (exception.ExitCode, exception.Stdout, exception.Stderr));
    }

    [Fact]
    public async Task StartAsync_StrayText_ShowsIt()
    {
        var exception = await StartAsync("echo Hello; exec sleep 60");

        Assert.Equal(
            "could not start /bin/sh: its first line on stdout is not a handshake, it has 1 fields, a handshake has 6 or 7: Hello",
            exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("exec >&-; ")]
    public async Task StartAsync_NoLineForAMinute_GivesUp(string before)
    {
        var time = new FakeTimeProvider();
        var options = new PluginOptions
        {
            Arguments = ["-c", $"{before}echo ready >&2; exec sleep 60"],
            Time = time,
            OnLog = _ => time.Advance(TimeSpan.FromSeconds(60)),
        };

        var exception = await Assert.ThrowsAsync<PluginStartException>(() => PluginProcess.StartAsync(
            "/bin/sh", new Dictionary<string, string?>(), options, TestContext.Current.CancellationToken));

        Assert.Equal("could not start /bin/sh: no handshake line on its stdout within 60 s; its stderr:\nready", exception.Message);
    }

    [Fact]
    public async Task StartAsync_Environment_IsGoPluginsThenTheCallers()
    {
        var exception = await StartAsync(
            "echo $FLEETING_INSTANCE_GROUP_PLUGIN $PLUGIN_MIN_PORT $PLUGIN_MAX_PORT $PLUGIN_PROTOCOL_VERSIONS $MINE ${HOME-none} >&2; "
            + "exit 1",
            new() { ["MINE"] = "mine", ["HOME"] = null });

        Assert.Equal("4c6410b1-cb78-4962-8c76-ab936d0ea908 0 0 0 mine none", exception.Stderr);
    }

    private static Task<PluginStartException> StartAsync(string script, Dictionary<string, string?>? environment = null) =>
        Assert.ThrowsAsync<PluginStartException>(() => PluginProcess.StartAsync(
            "/bin/sh", environment ?? [], new PluginOptions { Arguments = ["-c", script] }, TestContext.Current.CancellationToken));
}
