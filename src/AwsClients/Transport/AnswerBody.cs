using System.Buffers;

namespace AwsClients.Transport;

/// <summary>
/// A whole answer, to be read once, forward. Its memory is borrowed piece by piece, and wiped and given back as it is read: one array of
/// megabytes for each read of a large group would cost a full collection at every other one, and answers may hold secrets.
/// </summary>
internal sealed class AnswerBody : Stream
{
    // The largest power of two that is no large object to the collector.
    private const int PieceSize = 64 * 1024;

    private readonly Queue<ArraySegment<byte>> _pieces = new();
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads a source to its end.</summary>
    /// <param name="source">What comes over the network.</param>
    /// <param name="most">In bytes.</param>
    /// <param name="reading">Called before each read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The body; null when there is more than <paramref name="most"/>.</returns>
    public static async Task<AnswerBody?> ReadAsync(Stream source, int most, Action reading, CancellationToken cancellationToken)
    {
        var body = new AnswerBody();
        var length = 0;
        var isWhole = false;
        try
        {
            while (!isWhole && length <= most)
            {
                var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
                var filled = 0;
                try
                {
                    while (!isWhole && filled < piece.Length)
                    {
                        reading();
                        var read = await source.ReadAsync(piece.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                        filled += read;
                        isWhole = read == 0;
                    }
                }
                finally
                {
                    body._pieces.Enqueue(new ArraySegment<byte>(piece, 0, filled));
                }

                length += filled;
            }

            isWhole &= length <= most;
            return isWhole ? body : null;
        }
        finally
        {
            if (!isWhole)
            {
                await body.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        while (_pieces.TryPeek(out var piece))
        {
            var rest = piece[_position..];
            if (rest.Count == 0)
            {
                GiveBack();
                continue;
            }

            var read = Math.Min(buffer.Length, rest.Count);
            rest.AsSpan(0, read).CopyTo(buffer);
            _position += read;
            return read;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        while (_pieces.Count > 0)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        var piece = _pieces.Dequeue();
        piece.AsSpan().Clear();
        ArrayPool<byte>.Shared.Return(piece.Array!);
        _position = 0;
    }
}
