using GoPlugin.Rpc;

namespace GoPlugin.Tests.Rpc;

public sealed class RpcTimeoutTests
{
    [Theory]
    [InlineData("0n", 0)]
    [InlineData("100n", 1)]
    [InlineData("3u", 30)]
    [InlineData("7m", 70_000)]
    [InlineData("5S", 50_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("99999999H", 99_999_999 * 36_000_000_000)]
    public void TryParse_OfTheFormat_GivesTheTime(string value, long ticks)
    {
        Assert.True(RpcTimeout.TryParse(value, out var timeout));
        Assert.Equal(ticks, timeout?.Ticks);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TryParse_WithoutTheHeader_GivesNone(string? value)
    {
        Assert.True(RpcTimeout.TryParse(value, out var timeout));
        Assert.Null(timeout);
    }

    [Theory]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5S")]
    [InlineData("5 S")]
    [InlineData("123456789S")]
    public void TryParse_OfAnythingElse_IsFalse(string value) => Assert.False(RpcTimeout.TryParse(value, out _));
}
