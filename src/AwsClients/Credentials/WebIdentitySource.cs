using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace AwsClients.Credentials;

/// <summary>A role assumed with an OpenID Connect token in a file, as EKS mounts it (IRSA). The file is read anew each time.</summary>
internal sealed class WebIdentitySource(IAmazonSecurityTokenService sts, string tokenFile, RoleToAssume role) : ICredentialSource
{
    public string Name => $"role {role.Arn} by web identity";

    public string Check => StsCredentials.Check;

    public async Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        var token = await SecretFile.ReadAsync("token", tokenFile, $"could not assume {Name}: ", cancellationToken).ConfigureAwait(false);
        return await StsCredentials.AskAsync(
            $"could not assume {Name} with the token in {tokenFile}",
            async () =>
            {
                var request = new AssumeRoleWithWebIdentityRequest
                {
                    RoleArn = role.Arn,
                    RoleSessionName = role.SessionName,
                    WebIdentityToken = token,
                };
                return (await sts.AssumeRoleWithWebIdentityAsync(request, cancellationToken).ConfigureAwait(false)).Credentials;
            }).ConfigureAwait(false);
    }
}
