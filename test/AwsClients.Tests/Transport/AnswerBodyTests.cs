using System.Buffers;
using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(1_000_000)]
    public async Task ReadAsync_AnyLength_IsReadAgainAsItCame(int length)
    {
        var sent = Bytes(length);

        using var body = await AnswerBody.ReadAsync(new Trickle(sent), length, () => { }, TestContext.Current.CancellationToken);

        using var read = new MemoryStream();
        await body!.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(sent, read.ToArray());
    }

    [Fact]
    public async Task Read_Synchronously_IsTheSame()
    {
        var sent = Bytes(40_000);
        using var body = await AnswerBody.ReadAsync(new MemoryStream(sent), sent.Length, () => { }, TestContext.Current.CancellationToken);

        var read = new byte[sent.Length];
        body!.ReadExactly(read);

        Assert.Equal(sent, read);
        Assert.Equal(-1, body.ReadByte());
    }

    [Fact]
    public async Task ReadAsync_MoreThanTheMost_IsNone()
    {
        Assert.Null(await AnswerBody.ReadAsync(new MemoryStream(Bytes(1_001)), 1_000, () => { }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_NeverEnds_TakesNoMoreThanTheMost()
    {
        var source = new Trickle(Bytes(10_000_000));

        Assert.Null(await AnswerBody.ReadAsync(source, 100_000, () => { }, TestContext.Current.CancellationToken));

        Assert.InRange(source.Position, 100_000, 200_000);
    }

    [Fact]
    public async Task Dispose_HalfRead_LeavesNothingToRead()
    {
        var body = await AnswerBody.ReadAsync(new MemoryStream(Bytes(200_000)), 200_000, () => { }, TestContext.Current.CancellationToken);
        Assert.Equal(1_000, body!.Read(new byte[1_000]));

        await body.DisposeAsync();

        Assert.Equal(-1, body.ReadByte());
    }

    [Fact]
    public async Task Read_ToTheEnd_WipesWhatWasBorrowed()
    {
        // Of the last piece: the pool gives to this thread what this thread gave back last.
        using (var body = await AnswerBody.ReadAsync(new MemoryStream(Bytes(1_000)), 1_000, () => { }, TestContext.Current.CancellationToken))
        {
            await body!.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(new byte[1_000], ArrayPool<byte>.Shared.Rent(64 * 1024)[..1_000]);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives 999 bytes at a time, as a network gives what there is.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 999)], cancellationToken);
    }
}
