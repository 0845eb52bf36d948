using System.Globalization;
using FleetingHost.Plugins;

namespace Functional.Protocol;

/// <summary>The one line, the socket behind it, and what is said to those who start the plugin by hand.</summary>
public sealed class HandshakeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4c6410b1-cb78-4962-8c76-ab936d0ea909")]
    public async Task Start_NoOrWrongCookie_ExplainsOnStderrAndExits1(string? cookie)
    {
        var exception = await Assert.ThrowsAsync<PluginStartException>(
            () => RunningPlugin.StartAsync(options: new PluginOptions { Cookie = cookie }));

        Assert.Equal((1, ""), (exception.ExitCode, exception.Stdout));
        Assert.Equal(
            """
            fleeting-plugin-aws is a plugin that GitLab Runner starts by itself; it does nothing when started by hand.
            Name it in GitLab Runner's configuration instead, or run "fleeting-plugin-aws help" for what it can do here.
            """,
            exception.Stderr);
    }

    [Fact]
    public async Task Start_AsGitLabRunnerDoes_PrintsExactlyTheLine()
    {
        await using var plugin = await RunningPlugin.StartAsync();

        Assert.Matches($@"^1\|0\|unix\|{plugin.Folder}/plugin[0-9a-f]{{10}}\|grpc\|$", plugin.Process.Handshake.Line);
    }

    [Fact]
    public async Task Start_WithServeArgument_ServesToo()
    {
        await using var plugin = await RunningPlugin.StartAsync(options: new PluginOptions { Arguments = ["serve"] });

        Assert.Equal(0, plugin.Process.Handshake.AppVersion);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Start_HostKnowsMultiplexing_PrintsASeventhField(string value)
    {
        await using var plugin = await RunningPlugin.StartAsync(new Dictionary<string, string?> { ["PLUGIN_MULTIPLEX_GRPC"] = value });

        Assert.EndsWith("|grpc||false", plugin.Process.Handshake.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("0,1,7")]
    [InlineData("5,6")]
    [InlineData("nonsense")]
    public async Task Start_AnyVersionsOfTheHost_SpeaksOurOnlyOne(string? versions)
    {
        await using var plugin = await RunningPlugin.StartAsync(options: new PluginOptions { ProtocolVersions = versions });

        Assert.Equal(0, plugin.Process.Handshake.AppVersion);
    }

    [Fact]
    public async Task Start_SocketDirectory_IsUsed()
    {
        using var folder = new PrivateFolder();
        var environment = new Dictionary<string, string?> { ["PLUGIN_UNIX_SOCKET_DIR"] = folder.Path };
        await using (var plugin = await RunningPlugin.StartAsync(environment))
        {
            Assert.Equal(folder.Path, Path.GetDirectoryName(plugin.Process.Handshake.Address));
            Assert.Equal("600", await Programs.OutputAsync("stat", "-c", "%a", plugin.Process.Handshake.Address));
        }

        Assert.Empty(folder.Content);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_SocketGroup_MayConnect(bool byNumber)
    {
        // Root may give a file to any group, everyone else only to a group of their own.
        var (name, id) = Environment.IsPrivilegedProcess
            ? ("daemon", await Programs.OutputAsync("getent", "group", "daemon"))
            : (await Programs.OutputAsync("id", "-gn"), ":" + await Programs.OutputAsync("id", "-g"));
        id = id.Split(':').First(field => int.TryParse(field, CultureInfo.InvariantCulture, out _));
        await using var plugin = await RunningPlugin.StartAsync(
            new Dictionary<string, string?> { ["PLUGIN_UNIX_SOCKET_GROUP"] = byNumber ? id : name });

        Assert.Equal($"660 {id}", await Programs.OutputAsync("stat", "-c", "%a %g", plugin.Process.Handshake.Address));
    }

    [Fact]
    public async Task Start_UnknownSocketGroup_SaysSo()
    {
        var message = await StartErrorAsync("PLUGIN_UNIX_SOCKET_GROUP", "no-such-group");

        Assert.Equal(
            "could not give the plugin's socket to the group no-such-group of PLUGIN_UNIX_SOCKET_GROUP: this machine has no group of that "
            + "name; name one that exists, or give its number",
            message);
    }

    [Fact]
    public async Task Start_SocketDirectoryMissing_SaysSo()
    {
        var message = await StartErrorAsync("PLUGIN_UNIX_SOCKET_DIR", "/no/such/folder");

        Assert.Matches(
            "^could not create the plugin's socket (/no/such/folder/plugin[0-9a-f]{10}): Could not find a part of the path '\\1'; "
            + "set PLUGIN_UNIX_SOCKET_DIR to a folder that exists and that the plugin may write to$",
            message);
    }

    [Fact]
    public async Task Start_SocketPathTooLong_SaysSo()
    {
        using var folder = new PrivateFolder();
        var deep = Directory.CreateDirectory(Path.Combine(folder.Path, new string('x', 100))).FullName;

        var message = await StartErrorAsync("PLUGIN_UNIX_SOCKET_DIR", deep);

        Assert.Matches(
            $"^could not create the plugin's socket: its path {deep}/plugin[0-9a-f]{{10}} has {deep.Length + 17} bytes and a socket's "
            + "path at most 107; "
            + "set PLUGIN_UNIX_SOCKET_DIR to a folder with a shorter path$",
            message);
    }

    private static async Task<string> StartErrorAsync(string variable, string value)
    {
        var exception = await Assert.ThrowsAsync<PluginStartException>(
            () => RunningPlugin.StartAsync(new Dictionary<string, string?> { [variable] = value }));
        Assert.Equal((1, ""), (exception.ExitCode, exception.Stdout));
        var entry = HclogLine.Parse(Assert.Single(exception.Stderr.Split('\n')));
        Assert.Equal("PluginNotStarted", entry.Fields["event"]);
        return entry.Message;
    }
}
