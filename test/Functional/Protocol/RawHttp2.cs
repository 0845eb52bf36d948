using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using FleetingHost.Plugins;

namespace Functional.Protocol;

/// <summary>A connection to a plugin that sends HTTP/2's frames (RFC 9113) as no client would, and reads only when told to.</summary>
internal sealed class RawHttp2 : IDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte Continuation = 9;
    public const byte EndHeaders = 4;

    private readonly Socket _socket;

    private RawHttp2(Socket socket) => _socket = socket;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Connects and says hello.</summary>
    public static async Task<RawHttp2> OpenAsync(Handshake handshake)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(handshake.Address), Cancel);
        var http = new RawHttp2(socket);
        await http.TrySendAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0)]);
        return http;
    }

    public static byte[] Frame(byte type, byte flags, int stream, params ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8 | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>The headers of a call, each written out.</summary>
    public static byte[] Call(string path, params (string Name, string Value)[] more) => [.. new[]
    {
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"),
    }.Concat(more).SelectMany(header => Field(header.Item1, header.Item2))];

    /// <summary>Sends bytes, for ten seconds at most.</summary>
    /// <returns>False when the plugin takes no more, or has closed the connection.</returns>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await _socket.SendAsync(bytes, limit.Token)..];
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The frames that the plugin sends until the first of a type, or until it closes.</summary>
    public async Task<IReadOnlyList<(byte Type, int Stream, byte[] Payload)>> ReadUntilAsync(byte type)
    {
        var frames = new List<(byte Type, int Stream, byte[] Payload)>();
        var head = new byte[9];
        while (await TryReadAsync(head))
        {
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >>> 8];
            if (!await TryReadAsync(payload))
            {
                break;
            }

            frames.Add((head[3], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload));
            if (head[3] == type)
            {
                break;
            }
        }

        return frames;
    }

    public void Dispose() => _socket.Dispose();

    // HPACK (RFC 7541, 6.2.2): without indexing, name and value as they are.
    private static byte[] Field(string name, string value) => [0, .. Text(name), .. Text(value)];

    private static byte[] Text(string text) => text.Length < 127
        ? [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]
        : [127, .. Varint(text.Length - 127), .. Encoding.ASCII.GetBytes(text)];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 128; value >>= 7)
        {
            yield return (byte)(value & 127 | 128);
        }

        yield return (byte)value;
    }

    private async Task<bool> TryReadAsync(Memory<byte> buffer)
    {
        try
        {
            for (var read = 0; buffer.Length > 0; buffer = buffer[read..])
            {
                read = await _socket.ReceiveAsync(buffer, Cancel);
                if (read == 0)
                {
                    return false;
                }
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
