using System.Net;
using System.Net.Sockets;

namespace AwsSimulator.Cloud;

/// <summary>
/// A port of 127.0.0.1 that is held but not listened on. No one else is given it meanwhile, so it is free on every other loopback
/// address: all instances can listen on the same port.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public PortReservation()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public void Dispose() => _socket.Dispose();
}
