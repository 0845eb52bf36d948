using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace AwsClients.Credentials;

/// <summary>
/// A role assumed with other credentials. The SDK's own class would call STS in the region of the environment; this one calls it where the
/// session is, with the session's endpoints.
/// </summary>
internal sealed class AssumedRoleSource(IAmazonSecurityTokenService sts, RoleToAssume role) : ICredentialSource
{
    public string Name => $"role {role.Arn}";

    public string Check => StsCredentials.Check;

    public Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken) => StsCredentials.AskAsync(
        $"could not assume role {role.Arn}",
        async () =>
        {
            var request = new AssumeRoleRequest { RoleArn = role.Arn, RoleSessionName = role.SessionName, ExternalId = role.ExternalId };
            return (await sts.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false)).Credentials;
        });
}
