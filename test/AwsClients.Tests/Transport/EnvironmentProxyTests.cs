using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class EnvironmentProxyTests
{
    private const string Url = "http://proxy.example:3128";

    // What Go 1.19 printed; test/interop holds it against the Go that is installed.
    private static readonly string[] _recorded = File.ReadAllLines("Recorded/no-proxy.tsv");

    public static TheoryData<string> NoProxy => [.. _recorded.Skip(1)];

    [Theory]
    [MemberData(nameof(NoProxy))]
    public void GetProxy_NoProxyOfAnyForm_IsTakenAsGoTakesIt(string recorded)
    {
        var (value, direct) = recorded.Split('\t') is [var v, var d] ? (v, d) : throw new FormatException(recorded);
        var proxy = Proxy(("HTTPS_PROXY", Url), ("HTTP_PROXY", Url), ("NO_PROXY", value));

        Assert.Equal(direct, string.Join(' ', _recorded[0].Split(' ').Where(url => proxy.GetProxy(new Uri(url)) is null)));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "https://aws.example/", Url, "http://proxy.example:3128/")]
    [InlineData("https_proxy", "https://aws.example/", Url, "http://proxy.example:3128/")]
    [InlineData("HTTPS_PROXY", "http://aws.example/", Url, null)]
    [InlineData("HTTP_PROXY", "http://aws.example/", "proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData("http_proxy", "http://aws.example/", "proxy", "http://proxy/")]
    [InlineData("HTTP_PROXY", "https://aws.example/", Url, null)]
    [InlineData("ALL_PROXY", "https://aws.example/", Url, null)]
    [InlineData("HTTPS_PROXY", "https://aws.example/", "socks5h://proxy:1080", "socks5://proxy:1080/")]
    [InlineData("HTTPS_PROXY", "https://aws.example/", "https://proxy", "https://proxy/")]
    [InlineData("HTTPS_PROXY", "https://aws.example/", "  ", null)]
    public void GetProxy_VariableAndScheme_IsTheVariablesProxy(string variable, string destination, string value, string? expected) =>
        Assert.Equal(expected, Proxy((variable, value)).GetProxy(new Uri(destination))?.ToString());

    [Fact]
    public void GetCredential_UserAndPasswordInTheUrl_BelongToThatProxyAlone()
    {
        var proxy = Proxy(("HTTPS_PROXY", "http://runner:se%40same@proxy.example:3128"), ("HTTP_PROXY", "http://other.example"));
        var https = proxy.GetProxy(new Uri("https://aws.example"))!;

        Assert.Equal("http://proxy.example:3128/", https.ToString());
        Assert.Equal(("runner", "se@same"), proxy.GetCredential(https, "Basic") is { } user ? (user.UserName, user.Password) : default);
        Assert.Null(proxy.GetCredential(proxy.GetProxy(new Uri("http://aws.example"))!, "Basic"));
    }

    [Theory]
    [InlineData("ftp://runner:sesame@proxy.example")]
    [InlineData("http://")]
    [InlineData("http://runner:sesame@:3128")]
    [InlineData("http://proxy.example:99999999")]
    public void Constructor_NoUrlOfAProxy_SaysWhichVariableAndNotItsValue(string value)
    {
        var e = Assert.Throws<AwsSessionException>(() => Proxy(("HTTPS_PROXY", value)));

        Assert.Equal(AwsSessionErrorReason.InvalidSetting, e.Reason);
        Assert.Equal(
            "could not use HTTPS_PROXY: it is no URL of a proxy, such as http://proxy.example:3128; schemes are http, https and socks5", e.Message);
    }

    private static EnvironmentProxy Proxy(params (string Name, string Value)[] variables) =>
        new(new AwsEnvironment(name => variables.FirstOrDefault(v => v.Name == name).Value));
}
