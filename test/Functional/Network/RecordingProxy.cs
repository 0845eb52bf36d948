using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Functional.Network;

/// <summary>
/// An HTTP proxy that notes the head of each connection's first request and passes it on to one place, whatever was asked for; a CONNECT it
/// refuses.
/// </summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _upstream;
    private readonly Task _accepting;

    public RecordingProxy(Uri upstream)
    {
        _upstream = upstream;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>Request line and headers of each connection's first request.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                Heads.Enqueue(head);
                if (head.StartsWith("CONNECT ", StringComparison.Ordinal))
                {
                    await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _end.Token);
                    return;
                }

                using var server = new TcpClient();
                await server.ConnectAsync(_upstream.Host, _upstream.Port, _end.Token);
                await server.GetStream().WriteAsync(Encoding.Latin1.GetBytes(ForUpstream(head)), _end.Token);
                await Task.WhenAny(
                    stream.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(stream, _end.Token));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The plugin or the simulator has ended: so does the connection.
            }
        }
    }

    // "POST http://host/path" is for proxies; the server gets "POST /path", and one request a connection, so that none is passed on unseen.
    private static string ForUpstream(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        lines[0] = $"{words[0]} {new Uri(words[1]).PathAndQuery} {words[2]}\r\nConnection: close";
        return string.Join("\r\n", lines);
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _end.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
