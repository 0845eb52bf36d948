using System.Net.Sockets;
using GoPlugin.Contract;
using GoPlugin.Listening;
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
    public void OwnerOnly_BeforeTheSocketHasAPath_IsItsModeFromTheFirstMomentOn()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        UnixSocketAccess.OwnerOnly(socket);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Admit_ALinkInTheSocketsPlace_IsRefusedAndWhatItLinksToStaysAsItIs()
    {
        using var folder = new TempFolder();
        var victim = Path.Combine(folder.Path, "victim");
        await File.WriteAllTextAsync(victim, "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(victim, OwnerOnly);
        var owner = await Tool.RunAsync("stat", "-c", "%g", victim);
        var path = Path.Combine(folder.Path, "socket");
        File.CreateSymbolicLink(path, victim);

        var (_, group) = await AllowedGroupAsync();
        Assert.Throws<PluginStartException>(() => UnixSocketAccess.Admit(path, group));

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(victim));
        Assert.Equal(owner, await Tool.RunAsync("stat", "-c", "%g", victim));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bind_SomethingAtThePathAlready_IsRefusedAndLeftAlone(bool dangling)
    {
        using var folder = new TempFolder();
        var target = Path.Combine(folder.Path, "target");
        var path = Path.Combine(folder.Path, "socket");
        if (!dangling)
        {
            File.WriteAllText(target, "mine");
        }

        File.CreateSymbolicLink(path, target);

        Assert.Throws<PluginStartException>(() => UnixSocket.Bind(new UnixSocketPath(path, "TMPDIR"), group: null));

        Assert.Equal(target, new FileInfo(path).LinkTarget);
        Assert.Equal(!dangling, File.Exists(target));
    }

    [Theory]
    [InlineData(0b111_111_111, true)]
    [InlineData(0b1_111_111_111, false)]
    [InlineData(0b111_111_101, false)]
    public async Task ServeAsync_FolderThatAllMayWriteTo_IsAWarningUnlessItIsSticky(int mode, bool warned)
    {
        _log.Expect("SocketFolderUnguarded");
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)mode);
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.UnixSocketDirectory, folder.Path));
        await plugin.HandshakeAsync();

        Assert.Equal(warned, _log.Entries.Any(entry => entry.EventName == "SocketFolderUnguarded"));
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
