using Grpc.Core;

namespace GoPlugin.Rpc;

/// <summary>
/// The memory for requests that are still on their way, of all calls together. A message says its length first, so what does not fit is refused
/// before it is kept.
/// </summary>
internal sealed class RequestMemory
{
    /// <summary>The longest message: the ids of some 700,000 instances.</summary>
    public const int MaxMessage = 16 * 1024 * 1024;

    /// <summary>What all of them may take.</summary>
    public const int MaxTotal = 64 * 1024 * 1024;

    /// <summary>What is not counted: HTTP/2's windows bound how much waits of small messages, and those who send them must not wait for others.</summary>
    public const int Small = 64 * 1024;

    private long _taken;

    /// <summary>Takes room for a message.</summary>
    /// <returns>What is to be returned.</returns>
    /// <exception cref="RpcException">There is no room.</exception>
    public long Take(long length)
    {
        if (length <= Small)
        {
            return 0;
        }

        if (length > MaxMessage)
        {
            throw Refused($"its message has {length} bytes, and at most {MaxMessage} are taken");
        }

        if (Interlocked.Add(ref _taken, length) > MaxTotal)
        {
            Return(length);
            throw Refused($"other requests that are not complete take the {MaxTotal} bytes that there are for all; wait for their answers");
        }

        return length;
    }

    public void Return(long taken) => Interlocked.Add(ref _taken, -taken);

    private static RpcException Refused(string cause) =>
        new(new Status(StatusCode.ResourceExhausted, $"could not read the request: {cause}"));
}
