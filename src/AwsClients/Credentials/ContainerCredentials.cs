using System.Net;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>The role of the container that the process runs in: ECS tasks and EKS Pod Identity.</summary>
internal sealed class ContainerCredentials(MetadataHttp http, AwsEnvironment environment, TimeProvider time, ILogger log)
    : RenewedCredentials("container endpoint", time, log)
{
    public const string RelativeUri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    public const string FullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private const string Token = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private const string TokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private const string EcsHost = "http://169.254.170.2";

    // The addresses of ECS and EKS; anything else must be loopback or TLS, or the token would travel in the clear.
    private static readonly IPAddress[] _trusted =
        [IPAddress.Parse("169.254.170.2"), IPAddress.Parse("169.254.170.23"), IPAddress.Parse("fd00:ec2::23")];

    public static bool IsConfigured(AwsEnvironment environment) => (environment[RelativeUri] ?? environment[FullUri]) is not null;

    protected override async Task<TemporaryCredentials> FetchAsync()
    {
        var url = Url();
        var authorization = await AuthorizationAsync().ConfigureAwait(false);
        var document = await http.GetAsync("container endpoint", () => Ask(url, authorization), CancellationToken.None).ConfigureAwait(false);
        return TemporaryCredentials.Parse(document, $"container endpoint {url}");
    }

    private static HttpRequestMessage Ask(Uri url, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    private Uri Url()
    {
        var text = environment[RelativeUri] is { } path ? EcsHost + path : environment[FullUri];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new AmazonClientException($"could not get credentials from the container endpoint: '{text}' is not a URL");
        }

        var isTrusted = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            || (IPAddress.TryParse(url.Host, out var address) && _trusted.Contains(address));
        return isTrusted
            ? url
            : throw new AmazonClientException(
                $"could not get credentials from the container endpoint: {url.Host} of {FullUri} is none of ECS's or EKS's addresses, not "
                + "loopback, and not https");
    }

    private async Task<string?> AuthorizationAsync()
    {
        if (environment[TokenFile] is not { } file)
        {
            return environment[Token];
        }

        try
        {
            return (await File.ReadAllTextAsync(file).ConfigureAwait(false)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AmazonClientException($"could not read the token file {file} of {TokenFile}: {e.Message}", e);
        }
    }
}
