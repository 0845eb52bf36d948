using System.Text;
using Fleeting.Errors;

namespace Fleeting.Tests.Errors;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData("x", 1)]
    [InlineData("%", 3)]
    [InlineData("\n", 3)]
    [InlineData("é", 6)]
    [InlineData("😀", 12)]
    public void Fit_TextOfThatLetter_IsCutAtTheBytesOfItsHeader(string letter, int bytes)
    {
        var fits = string.Concat(Enumerable.Repeat(letter, StatusText.MaxBytes / bytes));

        Assert.Equal(fits, StatusText.Fit(fits));
        var cut = StatusText.Fit(fits + letter);
        Assert.EndsWith("(cut; the plugin's log at debug level has all of it)", cut, StringComparison.Ordinal);
        Assert.InRange(Encoded(cut), StatusText.MaxBytes - bytes, StatusText.MaxBytes);
        Assert.StartsWith(cut[..cut.IndexOf("... ", StringComparison.Ordinal)], fits, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Pair_IsNotTornApart()
    {
        var cut = StatusText.Fit("x" + string.Concat(Enumerable.Repeat("😀", 400)));

        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
    }

    // As gRPC's protocol has it: everything but printable ASCII, and the percent sign, is %XX.
    private static int Encoded(string text) => Encoding.UTF8.GetBytes(text).Sum(value => value is >= 0x20 and <= 0x7e and not (byte)'%' ? 1 : 3);
}
