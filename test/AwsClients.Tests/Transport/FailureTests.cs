using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class FailureTests
{
    [Theory]
    [InlineData("proxy 'http://user:sesame@proxy.example:3128/' failed with status code '407'.\"", "proxy 'http://proxy.example:3128/' failed with status code '407'")]
    [InlineData("http://sesame@a/ and https://b:sesame@c/d", "http://a/ and https://c/d")]
    [InlineData("proxy 'http://user:o'p@en@proxy.example:3128/'", "proxy 'http://proxy.example:3128/'")]
    [InlineData("proxy 'hv://ud\v>:a b@proxy.example/' failed", "proxy 'hv://proxy.example/' failed")]
    [InlineData(@"proxy 'http:\\user:sesame@proxy.example\' failed", @"proxy 'http://proxy.example\' failed")]
    [InlineData("Connection refused (mail@example.com:443)", "Connection refused (mail@example.com:443)")]
    public void Text_UrlsWithUsers_LoseThem(string message, string told) => Assert.Equal(told, Failure.Text(new HttpRequestException(message)));

    [Fact]
    public void Text_CauseIsElsewhere_TellsTheInnermost() => Assert.Equal(
        "bad certificate",
        Failure.Text(new HttpRequestException("The SSL connection could not be established, see inner exception.", new IOException("bad certificate."))));

    [Fact]
    public void Inner_TellsAPassword_IsDropped()
    {
        var harmless = new IOException("no", new IOException("http://proxy.example/"));

        Assert.Same(harmless, Failure.Inner(harmless));
        Assert.Null(Failure.Inner(new IOException("no", new IOException("http://user:sesame@proxy.example/"))));
    }
}
