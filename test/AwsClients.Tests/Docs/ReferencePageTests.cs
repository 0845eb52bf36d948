using System.Text.RegularExpressions;
using AwsClients.Transport;
using TestKit;

namespace AwsClients.Tests.Docs;

/// <summary>docs/reference/credentials-and-endpoints.md, held against the code.</summary>
public sealed partial class ReferencePageTests
{
    // AWS_ENDPOINT_URL_… is made from the service's name.
    private static readonly string[] _ofServices =
    [
        "AWS_ENDPOINT_URL_AUTO_SCALING", "AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT", "AWS_ENDPOINT_URL_SSO",
        "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS",
    ];

    private static string Page => Repository.Read("docs/reference/credentials-and-endpoints.md");

    private static string Code => string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "AwsClients"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    [Fact]
    public void Variables_OfThePage_AreThoseOfTheCode()
    {
        var inCode = Variable().Matches(Code).Select(m => m.Groups[1].Value).Concat(_ofServices).Distinct().Order();
        var inPage = CodeMark().Matches(Page).Select(m => m.Groups[1].Value).Distinct().Order();

        Assert.Equal(inCode, inPage);
    }

    [Fact]
    public void ProfileKeys_OfTheCode_AreOnThePage()
    {
        var keys = ProfileKey().Matches(Code).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Contains($"`{key}`", Page.Replace("services = NAME", "services", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_OfThePage_AreThoseOfTheCode()
    {
        var page = Page.Replace('\n', ' ');

        Assert.Contains(
            $"A connection may take {SessionHttp.ConnectTimeout.TotalSeconds} s, an attempt {SessionHttp.SilenceTimeout.TotalSeconds} s without a byte of the "
            + $"answer and {SessionHttp.AttemptTimeout.TotalSeconds} s in all, a call {CallLimit.Total.TotalSeconds} s",
            page, StringComparison.Ordinal);
        Assert.Contains($"{CallPace.FirstGap.TotalMilliseconds} ms apart", page, StringComparison.Ordinal);
        Assert.Contains($"up to {CallPace.LongestGap.TotalSeconds} s", page, StringComparison.Ordinal);
        Assert.Contains($"At most {CallPace.AtOnce} calls", page, StringComparison.Ordinal);
    }

    // A whole literal: "AWS_X", not one inside a message.
    [GeneratedRegex("\"(AWS_[A-Z0-9_]*[A-Z0-9])\"")]
    private static partial Regex Variable();

    [GeneratedRegex("`(AWS_[A-Z0-9_]+)`")]
    private static partial Regex CodeMark();

    [GeneratedRegex("(?:profile|session)\\??\\[\"([a-z0-9_]+)\"\\]")]
    private static partial Regex ProfileKey();
}
