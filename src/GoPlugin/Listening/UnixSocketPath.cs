using System.Text;
using GoPlugin.Contract;

namespace GoPlugin.Listening;

/// <summary>Where the plugin's socket goes.</summary>
/// <param name="Value">The path; nothing is at it yet.</param>
/// <param name="Origin">The environment variable that names its folder.</param>
internal sealed record UnixSocketPath(string Value, string Origin)
{
    /// <summary>The longest path in bytes that fits <c>sockaddr_un</c>, without its final zero.</summary>
    public static int MaxBytes => OperatingSystem.IsMacOS() ? 103 : 107;

    public string Directory => Path.GetDirectoryName(Value)!;

    /// <summary>
    /// Whether any user of this machine may put something else in the socket's place: all may write to its folder, and no sticky bit keeps
    /// them from what others made there.
    /// </summary>
    public bool IsUnguarded =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(Directory) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit)) == UnixFileMode.OtherWrite;

    /// <summary>A new name in <c>PLUGIN_UNIX_SOCKET_DIR</c> or else in the temporary folder.</summary>
    public static UnixSocketPath Choose(Func<string, string?> environment)
    {
        var given = environment(EnvironmentVariable.UnixSocketDirectory);
        var (directory, origin) = string.IsNullOrEmpty(given)
            ? (Path.GetTempPath(), "TMPDIR")
            : (Path.GetFullPath(given), EnvironmentVariable.UnixSocketDirectory);

        // Not by the cryptographic generator: that loads OpenSSL, which a plugin without TLS has no need of at start.
        var path = Path.Combine(directory, $"plugin{Guid.NewGuid():N}"[..16]);
        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= MaxBytes
            ? new UnixSocketPath(path, origin)
            : throw new PluginStartException(
                $"could not create the plugin's socket: its path {path} has {bytes} bytes and a socket's path at most {MaxBytes}; " +
                $"set {EnvironmentVariable.UnixSocketDirectory} to a folder with a shorter path");
    }
}
