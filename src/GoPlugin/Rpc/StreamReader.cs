using Google.Protobuf;
using Grpc.Core;

namespace GoPlugin.Rpc;

/// <summary>A stream of requests, as a service reads it.</summary>
internal sealed class StreamReader<T>(RpcCall call, MessageParser parser) : IAsyncStreamReader<T>
    where T : class, IMessage<T>
{
    private IMessage? _current;

    public T Current => (T?)_current ?? throw new InvalidOperationException("There is no message; MoveNext comes first.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken);
        _current = await call.Requests.ReadAsync(parser, either.Token).ConfigureAwait(false);
        return _current is not null;
    }
}
