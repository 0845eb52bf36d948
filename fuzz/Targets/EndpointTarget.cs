using System.Text;
using Amazon.Runtime;
using AwsClients;
using AwsClients.Endpoints;
using AwsClients.Transport;
using Fuzz.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fuzz.Targets;

/// <summary>
/// URLs of endpoints and proxies, a line each for the URL and the region: an endpoint that is called as it was given, or an error that is
/// the user's to mend; and what is told of a URL leaves its password out.
/// </summary>
internal static class EndpointTarget
{
    private static readonly RegionalEndpointRules _rules = new("autoscaling", "aws-us-gov");

    public static Target Target { get; } = new("endpoint-url", Run)
    {
        MaxBytes = 1024,
        Words = ["http://", "https://", "user:password@", "@", ":", "/", "[::1]", "127.0.0.1", ":65536", "%40", "?", "#", "\nus-east-1", "\ncn-north-1", "\nus-gov-west-1", "'", "ftp://"],
    };

    private static void Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n');
        Configured(lines[0]);
        Told(lines[0]);
        if (lines.Length > 1)
        {
            Regional(lines[1]);
        }
    }

    private static void Configured(string url)
    {
        var endpoints = new EndpointSettings(new AwsEnvironment(name => name == "AWS_ENDPOINT_URL" ? url : null), null, null);
        try
        {
            if (endpoints.UrlOf("Auto Scaling") is not { } used)
            {
                Oracle.Holds(url.Length == 0, "a given URL is not used");
                return;
            }

            SdkSetup.Ensure();
            using var client = new ClientFactory("us-east-1", endpoints, 1, new SessionHttp(TimeProvider.System, new CannedHttp(), NullLogger.Instance))
                .AutoScaling(new AnonymousAWSCredentials());
            Oracle.Same(used, url, "the endpoint");
        }
        catch (AwsSessionException e)
        {
            Oracle.Holds(e.Reason is AwsSessionErrorReason.InvalidSetting, $"an endpoint cannot be used, and the reason is {e.Reason}");
        }
    }

    private static void Told(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsAbsoluteUri || uri.UserInfo.Split(':', 2) is not [_, { Length: >= 8 } password])
        {
            return;
        }

        foreach (var text in (string[])[url, uri.ToString(), uri.AbsoluteUri])
        {
            var told = Failure.Text(new HttpRequestException($"The proxy tunnel request to proxy '{text}' failed with status code '407'."));
            Oracle.Holds(IsElsewhere(uri, password) || !told.Contains(password, StringComparison.Ordinal), $"a password is told: {told}");
        }
    }

    // Whoever writes it into the path or the scheme as well has told it; what stands behind the URL may complete it by accident.
    private static bool IsElsewhere(Uri uri, string password) =>
        $"{uri.Scheme}://{uri.Host}{Uri.UnescapeDataString(uri.PathAndQuery + uri.Fragment)}'".Contains(Uri.UnescapeDataString(password), StringComparison.OrdinalIgnoreCase);

    private static void Regional(string region)
    {
        foreach (var (fips, dualStack) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
        {
            try
            {
                var url = _rules.Url(region, fips, dualStack);
                Oracle.Holds(url.StartsWith("https://autoscaling", StringComparison.Ordinal), url);
            }
            catch (AmazonClientException)
            {
            }
        }
    }
}
