using System.Net;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>The role of the container that the process runs in: ECS tasks and EKS Pod Identity.</summary>
internal sealed class ContainerSource(MetadataHttp http, AwsEnvironment environment) : ICredentialSource
{
    public const string RelativeUri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    public const string FullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    /// <summary>How long an attempt may take: the agents of ECS and EKS ask others, for which the EKS agent alone waits a second each.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);

    private const string Token = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private const string TokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private const string EcsHost = "http://169.254.170.2";

    // The addresses of ECS and EKS; anything else must be loopback or TLS, or the token would travel in the clear.
    private static readonly IPAddress[] _trusted =
        [IPAddress.Parse("169.254.170.2"), IPAddress.Parse("169.254.170.23"), IPAddress.Parse("fd00:ec2::23")];

    public string Name => "container endpoint";

    public string Check => $"check that the agent of ECS or EKS runs at the place that {RelativeUri} or {FullUri} names";

    public static bool IsConfigured(AwsEnvironment environment) => (environment[RelativeUri] ?? environment[FullUri]) is not null;

    public async Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        var url = Url();
        var authorization = environment[TokenFile] is { } file
            ? await SecretFile.ReadAsync("token", file, "", cancellationToken).ConfigureAwait(false)
            : environment[Token];
        var document = await http.GetAsync(Name, Attempt, () => Ask(url, authorization), cancellationToken).ConfigureAwait(false);
        return TemporaryCredentials.OfEndpoint(document, $"{Name} {MetadataHttp.Place(url)}");
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
        var url = MetadataHttp.Url(text) ?? throw Unusable(
            $"'{UrlText.WithoutUsers(text ?? "")}' of {FullUri} is not an http or https URL; set it to that of the agent of ECS or EKS");
        var isTrusted = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            || (IPAddress.TryParse(url.Host, out var address) && _trusted.Contains(address));
        return isTrusted
            ? url
            : throw Unusable(
                $"{url.Host} of {FullUri} is none of ECS's or EKS's addresses, not loopback, and not https; give the agent's own address, or https");
    }

    private static SourceException Unusable(string why) => new(why, mayPass: false);
}
