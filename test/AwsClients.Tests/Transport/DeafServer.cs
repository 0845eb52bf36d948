using System.Net;
using System.Net.Sockets;

namespace AwsClients.Tests.Transport;

/// <summary>A port on which connections are neither taken nor refused: its queue of connections to take is full.</summary>
internal sealed class DeafServer : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public DeafServer()
    {
        var listener = New();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var place = (IPEndPoint)listener.LocalEndPoint!;
        Url = $"http://{place}";

        // Linux takes one more than asked for.
        for (var i = 0; i < 4; i++)
        {
            var client = New();
            client.Blocking = false;
            try
            {
                client.Connect(place);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock)
            {
            }
        }
    }

    public string Url { get; }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private Socket New()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
