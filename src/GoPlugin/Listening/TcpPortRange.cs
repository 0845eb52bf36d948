using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GoPlugin.Contract;

namespace GoPlugin.Listening;

/// <summary>The ports of 127.0.0.1 that a host allows where there are no Unix sockets.</summary>
/// <param name="Min">The first port to try; 0 is any.</param>
/// <param name="Max">The last port to try.</param>
internal sealed record TcpPortRange(int Min, int Max)
{
    /// <summary>From <c>PLUGIN_MIN_PORT</c> and <c>PLUGIN_MAX_PORT</c>, of which 0 or nothing sets no limit.</summary>
    public static TcpPortRange From(Func<string, string?> environment)
    {
        var min = Port(environment, EnvironmentVariable.MinPort);
        var max = Port(environment, EnvironmentVariable.MaxPort);
        return max == 0 ? new TcpPortRange(min, min == 0 ? 0 : IPEndPoint.MaxPort)
            : min <= max ? new TcpPortRange(min, max)
            : throw new PluginStartException(
                $"could not listen on 127.0.0.1: {EnvironmentVariable.MinPort} is {min} and {EnvironmentVariable.MaxPort} {max}; " +
                "the first must not be above the second");
    }

    /// <summary>A socket bound to the first port of the range that is free.</summary>
    public Socket Bind()
    {
        for (var port = Min; port <= Max; port++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new PluginStartException(
            $"could not listen on 127.0.0.1: every port from {Min} to {Max} is taken; " +
            $"widen {EnvironmentVariable.MinPort} and {EnvironmentVariable.MaxPort}");
    }

    private static int Port(Func<string, string?> environment, string name)
    {
        var text = environment(name);
        return string.IsNullOrEmpty(text) ? 0
            : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
            : throw new PluginStartException($"could not listen on 127.0.0.1: {name} is \"{text}\", which is not a port (0 to 65535)");
    }
}
