namespace GoPlugin.Tests;

public sealed class ProtocolVersionTests
{
    [Theory]
    [InlineData("0", new[] { 0 }, 0)]
    [InlineData("1,2,3", new[] { 0, 1, 2 }, 2)]
    [InlineData("3, 1", new[] { 0, 1 }, 1)]
    [InlineData("7", new[] { 2, 1 }, 1)]
    [InlineData("", new[] { 2, 1 }, 1)]
    [InlineData(null, new[] { 2, 1 }, 1)]
    [InlineData("a,,2", new[] { 1, 2 }, 2)]
    public void Choose_OursAndTheHosts_HighestInCommonElseOurLowest(string? hosts, int[] ours, int expected) =>
        Assert.Equal(expected, ProtocolVersion.Choose(ours, hosts));
}
