using AwsSimulator.Wire.Metadata;

namespace AwsSimulator;

/// <summary>What a child process needs in its environment to take a simulator for AWS, by the source of its credentials.</summary>
public sealed class SimulatorEnvironments
{
    private readonly Simulator _simulator;

    internal SimulatorEnvironments(Simulator simulator) => _simulator = simulator;

    /// <summary>The endpoint and the region, and no credentials; the metadata service is off.</summary>
    public IReadOnlyDictionary<string, string> WithoutCredentials => With(("AWS_EC2_METADATA_DISABLED", "true"));

    /// <summary>The simulator's long-lived access key.</summary>
    public IReadOnlyDictionary<string, string> WithLongLivedKey => With(
        ("AWS_ACCESS_KEY_ID", _simulator.AccessKeyId),
        ("AWS_SECRET_ACCESS_KEY", _simulator.SecretAccessKey),
        ("AWS_EC2_METADATA_DISABLED", "true"));

    /// <summary>The instance metadata service, by IMDSv2.</summary>
    public IReadOnlyDictionary<string, string> WithMetadata => With(("AWS_EC2_METADATA_SERVICE_ENDPOINT", Endpoint));

    /// <summary>The container endpoint, with its token in the environment.</summary>
    public IReadOnlyDictionary<string, string> WithContainer => With(
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", Endpoint + ContainerService.Path),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", _simulator.Credentials.ContainerToken),
        ("AWS_EC2_METADATA_DISABLED", "true"));

    /// <summary>STS by web identity (IRSA).</summary>
    /// <param name="tokenFile">A file that holds <see cref="Credentials.CredentialSources.WebIdentityToken"/>.</param>
    public IReadOnlyDictionary<string, string> WithWebIdentity(string tokenFile) => With(
        ("AWS_WEB_IDENTITY_TOKEN_FILE", tokenFile),
        ("AWS_ROLE_ARN", $"arn:aws:iam::{_simulator.AccountId}:role/{_simulator.Credentials.RoleName}"),
        ("AWS_ROLE_SESSION_NAME", "web"),
        ("AWS_EC2_METADATA_DISABLED", "true"));

    private string Endpoint => _simulator.Endpoint.ToString().TrimEnd('/');

    private Dictionary<string, string> With(params ReadOnlySpan<(string Name, string Value)> more)
    {
        Dictionary<string, string> all = new()
        {
            ["AWS_ENDPOINT_URL"] = Endpoint,
            ["AWS_REGION"] = _simulator.Region,
            ["AWS_DEFAULT_REGION"] = _simulator.Region,
        };
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }
}
