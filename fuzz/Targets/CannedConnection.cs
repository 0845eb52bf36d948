using System.Net.Sockets;

namespace Fuzz.Targets;

/// <summary>A network on which servers say the input's bytes, each connection where the last one stopped, and then hang up.</summary>
internal sealed class CannedConnection(byte[] script, Action<string> connecting) : Stream
{
    private int _said;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>.NET's own HTTP on it.</summary>
    public SocketsHttpHandler Http() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = (context, _) =>
        {
            connecting(context.DnsEndPoint.Host);
            return _said < script.Length
                ? ValueTask.FromResult<Stream>(this)
                : throw new SocketException((int)SocketError.ConnectionRefused);
        },
    };

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, script.Length - _said);
        script.AsSpan(_said, count).CopyTo(buffer);
        _said += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
