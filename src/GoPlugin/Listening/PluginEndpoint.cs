using System.Globalization;
using System.Net.Sockets;
using GoPlugin.Contract;

namespace GoPlugin.Listening;

/// <summary>
/// The address the plugin listens on: a Unix socket, or on Windows a TCP port. Bound here and not by the server, so that it is the plugin
/// that says what went wrong, and so that nobody can connect before it is settled who may. Closing the socket removes its file.
/// </summary>
internal sealed class PluginEndpoint : IDisposable
{
    private PluginEndpoint(string network, string address, Socket socket) => (Network, Address, Socket) = (network, address, socket);

    /// <summary>The handshake's third field.</summary>
    public string Network { get; }

    /// <summary>The handshake's fourth field.</summary>
    public string Address { get; }

    /// <summary>Bound, and not listening yet.</summary>
    public Socket Socket { get; }

    /// <summary>The socket's path when any user may put something else there; else null.</summary>
    public UnixSocketPath? UnguardedPath { get; private init; }

    /// <summary>Where hosts of this platform look for a plugin.</summary>
    public static PluginEndpoint Choose(Func<string, string?> environment) =>
        OperatingSystem.IsWindows() ? Tcp(environment) : Unix(environment);

    public static PluginEndpoint Unix(Func<string, string?> environment)
    {
        var path = UnixSocketPath.Choose(environment);
        var socket = UnixSocket.Bind(path, environment(EnvironmentVariable.UnixSocketGroup));
        return new PluginEndpoint("unix", path.Value, socket) { UnguardedPath = path.IsUnguarded ? path : null };
    }

    public static PluginEndpoint Tcp(Func<string, string?> environment)
    {
        var socket = TcpPortRange.From(environment).Bind();
        return new PluginEndpoint("tcp", string.Create(CultureInfo.InvariantCulture, $"{socket.LocalEndPoint}"), socket);
    }

    public void Dispose() => Socket.Dispose();
}
