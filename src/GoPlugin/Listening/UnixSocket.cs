using System.Net.Sockets;
using GoPlugin.Contract;

namespace GoPlugin.Listening;

/// <summary>The plugin's Unix socket.</summary>
internal static class UnixSocket
{
    /// <summary>A socket bound to that path, which only those may connect to who are meant to.</summary>
    /// <param name="path">Where.</param>
    /// <param name="group">Name or number of a group that may connect too; nobody but the owner when null or empty.</param>
    public static Socket Bind(UnixSocketPath path, string? group)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            UnixSocketAccess.OwnerOnly(socket);
            socket.Bind(new UnixDomainSocketEndPoint(path.Value));
            UnixSocketAccess.Admit(path.Value, group);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e is PluginStartException ? e : Failed(path, e);
        }
    }

    private static PluginStartException Failed(UnixSocketPath path, Exception e) => new(
        $"could not create the plugin's socket {path.Value}: {Cause(path.Value) ?? e.Message}; " +
        $"set {path.Origin} to a folder that exists and that the plugin may write to",
        e);

    /// <summary>
    /// Why nothing can be created at that path, from trying it with a file: of a socket .NET says "Unknown socket error" on a read-only file
    /// system, and "Cannot assign requested address" where there is no such folder.
    /// </summary>
    private static string? Cause(string path)
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
