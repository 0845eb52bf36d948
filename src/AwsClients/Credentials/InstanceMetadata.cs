using AwsClients.Profiles;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>
/// The metadata service of the EC2 instance that the process runs on, by version 2 (with a token) only. The SDK's own client would try
/// for half a minute where there is none, blocking, and fall back to version 1.
/// </summary>
internal sealed class InstanceMetadata(MetadataHttp http, AwsEnvironment environment, Profile? profile)
{
    public const string DisabledVariable = "AWS_EC2_METADATA_DISABLED";

    /// <summary>What to look at when it does not answer.</summary>
    public const string Check =
        "check the instance's metadata options (IMDSv2, a hop limit of 2 for containers), or set AWS_EC2_METADATA_DISABLED=true";

    private const string Roles = "latest/meta-data/iam/security-credentials/";
    private const string TokenSeconds = "21600";

    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(1);

    public bool IsDisabled => environment.IsTrue(DisabledVariable);

    public string Endpoint => environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? profile?["ec2_metadata_service_endpoint"]
        ?? (IsIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254");

    private bool IsIPv6 => string.Equals(
        environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] ?? profile?["ec2_metadata_service_endpoint_mode"], "IPv6",
        StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SourceException">The service cannot be asked.</exception>
    public Task<string> GetRegionAsync(CancellationToken cancellationToken) => GetAsync("latest/meta-data/placement/region", cancellationToken);

    /// <exception cref="SourceException">The service cannot be asked, or the instance has no role.</exception>
    public async Task<TemporaryCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        var roles = await GetAsync(Roles, cancellationToken).ConfigureAwait(false);
        var role = roles.Split('\n', StringSplitOptions.TrimEntries)[0];
        var document = await GetAsync(Roles + role, cancellationToken).ConfigureAwait(false);
        return TemporaryCredentials.OfEndpoint(document, $"instance metadata (role {role})");
    }

    private async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        const string name = "instance metadata";
        var token = await http.GetAsync(name, _attempt, AskForToken, cancellationToken).ConfigureAwait(false);
        return await http.GetAsync(name, _attempt, () => Ask(path, token), cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage AskForToken()
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Url("latest/api/token"));
        request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", TokenSeconds);
        return request;
    }

    private HttpRequestMessage Ask(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url(path));
        request.Headers.TryAddWithoutValidation("X-aws-ec2-metadata-token", token);
        return request;
    }

    private Uri Url(string path) => MetadataHttp.Url($"{Endpoint.TrimEnd('/')}/{path}")
        ?? throw new SourceException(
            $"instance metadata cannot be asked: '{UrlText.WithoutUsers(Endpoint)}' is not an http or https URL; mend AWS_EC2_METADATA_SERVICE_ENDPOINT",
            mayPass: false);
}
