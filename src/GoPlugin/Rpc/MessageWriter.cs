using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace GoPlugin.Rpc;

/// <summary>Puts messages into a response, each behind its five bytes: not compressed, and its length.</summary>
internal static class MessageWriter
{
    private const int PrefixLength = 5;

    public static void Write(IMessage message, PipeWriter body)
    {
        var length = message.CalculateSize();
        var prefix = body.GetSpan(PrefixLength);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        body.Advance(PrefixLength);
        message.WriteTo(body);
    }
}
