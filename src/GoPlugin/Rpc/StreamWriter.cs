using Google.Protobuf;
using Grpc.Core;

namespace GoPlugin.Rpc;

/// <summary>
/// A stream of responses, as a service writes it. With <see cref="WriteFlags.BufferHint"/> a message waits until a packet's worth has
/// gathered, or the stream ends.
/// </summary>
internal sealed class StreamWriter<T>(RpcCall call) : IServerStreamWriter<T>
    where T : class, IMessage<T>
{
    /// <summary>The largest frame that HTTP/2 peers take unasked.</summary>
    private const int Packet = 16 * 1024;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        var body = call.BeginMessage();
        MessageWriter.Write(message, body);
        var mayWait = ((WriteOptions ?? call.WriteOptions)?.Flags & WriteFlags.BufferHint) == WriteFlags.BufferHint;
        if (!mayWait || body.UnflushedBytes >= Packet)
        {
            await body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
