using GoPlugin.Rpc;

namespace GoPlugin.Tests.Rpc;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain ~text!", "plain ~text!")]
    [InlineData("100%", "100%25")]
    [InlineData("a\nb\tc\u007f", "a%0Ab%09c%7F")]
    [InlineData("ü€🎉", "%C3%BC%E2%82%AC%F0%9F%8E%89")]
    public void Encode_OfAnyText_IsPrintableAscii(string text, string expected) => Assert.Equal(expected, StatusText.Encode(text));

    [Fact]
    public void Encode_OfHalfASurrogatePair_IsTheReplacementCharacter() => Assert.Equal("a%EF%BF%BDb", StatusText.Encode("a\ud800b"));
}
