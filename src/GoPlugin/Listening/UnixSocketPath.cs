using System.Text;

namespace GoPlugin.Listening;

/// <summary>Where the plugin's socket goes.</summary>
internal static class UnixSocketPath
{
    /// <summary>The longest path in bytes that fits <c>sockaddr_un</c>, without its final zero.</summary>
    public static int MaxBytes => OperatingSystem.IsMacOS() ? 103 : 107;

    /// <summary>A path that nothing is at yet, in <c>PLUGIN_UNIX_SOCKET_DIR</c> or else in the temporary folder.</summary>
    public static string Choose(Func<string, string?> environment)
    {
        var given = environment(EnvironmentVariable.UnixSocketDirectory);
        var directory = string.IsNullOrEmpty(given) ? Path.GetTempPath() : Path.GetFullPath(given);
        var origin = string.IsNullOrEmpty(given) ? "the temporary folder (TMPDIR)" : EnvironmentVariable.UnixSocketDirectory;
        if (!Directory.Exists(directory))
        {
            throw new PluginStartException(
                $"could not create the plugin's socket: {origin} names {directory}, which is not a folder; create it or name another");
        }

        // Not by the cryptographic generator: that loads OpenSSL, which a plugin without TLS has no need of at start.
        var path = Path.Combine(directory, $"plugin{Guid.NewGuid():N}"[..16]);
        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= MaxBytes
            ? path
            : throw new PluginStartException(
                $"could not create the plugin's socket: its path {path} has {bytes} bytes and a socket's path at most {MaxBytes}; " +
                $"set {EnvironmentVariable.UnixSocketDirectory} to a folder with a shorter path");
    }
}
