using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GoPlugin.Listening;

/// <summary>The address the plugin listens on: a Unix socket, or on Windows a TCP port. Disposing it removes the socket's file.</summary>
internal sealed class PluginEndpoint : IDisposable
{
    private readonly string? _path;
    private readonly string? _group;

    private PluginEndpoint(string path, string? group)
    {
        (_path, _group) = (path, group);
        EndPoint = new UnixDomainSocketEndPoint(path);
        (Network, Address) = ("unix", path);
    }

    private PluginEndpoint(Socket socket)
    {
        BoundSocket = socket;
        EndPoint = socket.LocalEndPoint!;
        (Network, Address) = ("tcp", string.Create(CultureInfo.InvariantCulture, $"{EndPoint}"));
    }

    /// <summary>The handshake's third field.</summary>
    public string Network { get; }

    /// <summary>The handshake's fourth field.</summary>
    public string Address { get; }

    public EndPoint EndPoint { get; }

    /// <summary>The socket, where finding a free port meant binding it; null when the server is to bind.</summary>
    public Socket? BoundSocket { get; }

    /// <summary>Where hosts of this platform look for a plugin.</summary>
    public static PluginEndpoint Choose(Func<string, string?> environment) =>
        OperatingSystem.IsWindows() ? Tcp(environment) : Unix(environment);

    public static PluginEndpoint Unix(Func<string, string?> environment) =>
        new(UnixSocketPath.Choose(environment), environment(EnvironmentVariable.UnixSocketGroup));

    public static PluginEndpoint Tcp(Func<string, string?> environment) => new(TcpPortRange.From(environment).Bind());

    /// <summary>To be called when the server listens and before the host is told: decides who may connect.</summary>
    public void Listening()
    {
        if (_path is not null)
        {
            UnixSocketAccess.Apply(_path, _group);
        }
    }

    public void Dispose()
    {
        BoundSocket?.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }
}
