using System.Net;
using System.Net.Sockets;

namespace AwsSimulator.Cloud;

/// <summary>
/// A port of 127.0.0.1 that is held but not listened on. No one else is given it meanwhile, so it is free on every other loopback
/// address: all instances can listen on the same port.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    // TCP by default, not by name: .NET gives a socket of ProtocolType.Tcp SO_REUSEADDR, and then another such one could bind the same port.
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);

    /// <param name="port">0: one that is free.</param>
    /// <exception cref="IOException">It is taken, or not for this user.</exception>
    public PortReservation(int port = 0)
    {
        try
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException cause)
        {
            _socket.Dispose();
            throw new IOException($"port {port} of 127.0.0.1: {cause.Message}", cause);
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public void Dispose() => _socket.Dispose();
}
