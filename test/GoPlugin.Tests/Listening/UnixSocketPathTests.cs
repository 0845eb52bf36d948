using System.Text;
using GoPlugin.Contract;
using GoPlugin.Listening;
using GoPlugin.Tests.Harness;

namespace GoPlugin.Tests.Listening;

public sealed class UnixSocketPathTests
{
    [Fact]
    public void Choose_NoFolderGiven_IsInTheTemporaryFolder() =>
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "plugin"), UnixSocketPath.Choose(_ => null).Value, StringComparison.Ordinal);

    [Fact]
    public void Choose_FolderGiven_IsThereUnderANewNameEachTime()
    {
        using var folder = new TempFolder();

        var first = UnixSocketPath.Choose(name => name == "PLUGIN_UNIX_SOCKET_DIR" ? folder.Path : null).Value;
        var second = UnixSocketPath.Choose(name => name == "PLUGIN_UNIX_SOCKET_DIR" ? folder.Path : null).Value;

        Assert.Equal(folder.Path, Path.GetDirectoryName(first));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Choose_PathAtTheLimitOfASocket_PassesAndOneByteMoreFails(int excess)
    {
        using var folder = new TempFolder();

        // Two bytes a letter: the limit is one of bytes.
        var length = UnixSocketPath.MaxBytes + excess - "/plugin0123456789".Length - Encoding.UTF8.GetByteCount(folder.Path) - 1;
        var deep = Directory.CreateDirectory(Path.Combine(folder.Path, new string('é', length / 2) + new string('x', length % 2))).FullName;

        if (excess == 0)
        {
            Assert.Equal(UnixSocketPath.MaxBytes, Encoding.UTF8.GetByteCount(UnixSocketPath.Choose(_ => deep).Value));
            return;
        }

        var error = Assert.Throws<PluginStartException>(() => UnixSocketPath.Choose(_ => deep));
        Assert.Matches(
            $"^could not create the plugin's socket: its path {deep}/plugin[0-9a-f]{{10}} has 108 bytes and a socket's path at most 107; " +
            "set PLUGIN_UNIX_SOCKET_DIR to a folder with a shorter path$",
            error.Message);
    }
}
