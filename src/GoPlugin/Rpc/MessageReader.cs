using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;

namespace GoPlugin.Rpc;

/// <summary>
/// The messages of a request. Each comes behind five bytes: whether it is compressed, and its length, by which one that is too long is refused
/// before it is kept.
/// </summary>
/// <param name="body">Of the request.</param>
/// <param name="memory">What all requests together may take.</param>
/// <param name="encoding">The header <c>grpc-encoding</c>; null without one.</param>
/// <param name="call">Told when the client leaves.</param>
internal sealed class MessageReader(PipeReader body, RequestMemory memory, string? encoding, RpcCall call)
{
    private const int PrefixLength = 5;

    /// <summary>The one message of a request that has one.</summary>
    /// <exception cref="RpcException">There is none, there are more, or it cannot be read.</exception>
    public async Task<IMessage> ReadOnlyOneAsync(MessageParser parser)
    {
        var token = call.CancellationToken;
        var message = await ReadAsync(parser, token).ConfigureAwait(false)
            ?? throw Malformed("the request has no message");
        return await ReadAsync(parser, token).ConfigureAwait(false) is null
            ? message
            : throw Malformed("the request has more than one message");
    }

    /// <summary>The next message; null when there are no more.</summary>
    /// <exception cref="RpcException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The client has left, or the token was cancelled.</exception>
    public async ValueTask<IMessage?> ReadAsync(MessageParser parser, CancellationToken cancellationToken)
    {
        var taken = 0L;
        try
        {
            while (true)
            {
                var result = await ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                var length = Length(buffer);
                if (length is { } whole && buffer.Length - PrefixLength >= whole)
                {
                    var payload = buffer.Slice(PrefixLength, whole);
                    var message = Parse(parser, payload);
                    body.AdvanceTo(payload.End);
                    return message;
                }

                // All of it was looked at: more is wanted, for which there has to be room.
                taken = taken > 0 || length is null ? taken : memory.Take(length.Value);
                var isEmpty = buffer.IsEmpty;
                body.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    return isEmpty ? null : throw Malformed("the request ends inside a message");
                }
            }
        }
        finally
        {
            memory.Return(taken);
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            call.ClientLeft = true;
            throw new OperationCanceledException("The client has left.", e);
        }
    }

    // Whoever sent it has the bug: it is not this plugin's.
    private static IMessage Parse(MessageParser parser, ReadOnlySequence<byte> payload)
    {
        try
        {
            return parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Malformed($"its message is none of the contract: {e.Message}");
        }
    }

    /// <summary>How long the message is that comes next; null while that is not known.</summary>
    private long? Length(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < PrefixLength)
        {
            return null;
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        return prefix[0] == 0 ? BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]) : throw Compressed(prefix[0]);
    }

    private RpcException Compressed(byte flag) => flag != 1 || encoding is null or RpcHeader.Identity
        ? Malformed($"a message is marked as compressed (flag {flag}), but {RpcHeader.Encoding} names no compression")
        : new RpcException(new Status(
            StatusCode.Unimplemented,
            $"could not read the request: its messages are compressed by {encoding}, which this plugin does not speak; send them uncompressed"));

    private static RpcException Malformed(string cause) => new(new Status(StatusCode.Internal, $"could not read the request: {cause}"));
}
