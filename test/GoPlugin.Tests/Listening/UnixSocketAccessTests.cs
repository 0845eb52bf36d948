using GoPlugin.Contract;
using GoPlugin.Tests.Harness;
using TestKit;

namespace GoPlugin.Tests.Listening;

public sealed class UnixSocketAccessTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task ServeAsync_NoGroup_LetsTheOwnerConnect()
    {
        await using var plugin = new RunningPlugin(_log);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode((await plugin.HandshakeAsync())[3]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServeAsync_GroupByNameOrNumber_LetsTheGroupConnect(bool byName)
    {
        var (name, id) = await AllowedGroupAsync();
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.UnixSocketGroup, byName ? name : id));

        var socket = (await plugin.HandshakeAsync())[3];

        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(socket));
        Assert.Equal(id, await Tool.RunAsync("stat", "-c", "%g", socket));
    }

    [Fact]
    public async Task ServeAsync_UnknownGroup_FailsAndNamesIt()
    {
        _log.Expect("PluginNotStarted");
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.UnixSocketGroup, "no-such-group"));

        Assert.Equal(PluginExitCode.Failed, await plugin.ExitCode);
        Assert.Equal("", plugin.Stdout);
        Assert.Equal(
            "could not give the plugin's socket to the group no-such-group of PLUGIN_UNIX_SOCKET_GROUP: " +
            "this machine has no group of that name; name one that exists, or give its number",
            _log.Only("PluginNotStarted").Message);
    }

    // Root may give files to any group; a user only to their own.
    private static async Task<(string Name, string Id)> AllowedGroupAsync() => Environment.UserName == "root"
        ? ("daemon", "1")
        : (await Tool.RunAsync("id", "-gn"), await Tool.RunAsync("id", "-g"));
}
