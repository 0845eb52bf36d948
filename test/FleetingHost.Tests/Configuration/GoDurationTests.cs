using FleetingHost.Configuration;

namespace FleetingHost.Tests.Configuration;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("20m0s", 1_200_000_000_000)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("-1h", -3_600_000_000_000)]
    [InlineData("+5ns", 5)]
    [InlineData("1h2m3s4ms5us6ns", 3_723_004_005_006)]
    [InlineData("7µs", 7_000)]
    [InlineData(".5ms", 500_000)]
    public void Parse_GoNotation_IsNanoseconds(string text, long expected) => Assert.Equal(expected, GoDuration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("s")]
    [InlineData("1.2.3s")]
    [InlineData("9999999h")]
    [InlineData("99999999999999999999999999999999h")]
    public void Parse_AnythingElse_NamesIt(string text) =>
        Assert.Equal(
            $"'{text}' is not a Go duration such as 20m0s", Assert.Throws<FormatException>(() => GoDuration.Parse(text)).Message);
}
