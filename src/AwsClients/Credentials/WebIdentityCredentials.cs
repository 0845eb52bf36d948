using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>A role assumed with an OpenID Connect token in a file, as EKS mounts it (IRSA). The file is read anew each time.</summary>
internal sealed class WebIdentityCredentials(
    IAmazonSecurityTokenService sts, string tokenFile, RoleToAssume role, TimeProvider time, ILogger log)
    : RenewedCredentials($"role {role.Arn} by web identity", time, log)
{
    protected override async Task<TemporaryCredentials> FetchAsync()
    {
        try
        {
            var token = await File.ReadAllTextAsync(tokenFile).ConfigureAwait(false);
            var request = new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = role.Arn,
                RoleSessionName = role.SessionName,
                WebIdentityToken = token.Trim(),
            };
            var answer = await sts.AssumeRoleWithWebIdentityAsync(request).ConfigureAwait(false);
            return StsCredentials.From(answer.Credentials);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AmazonClientException(
                $"could not assume role {role.Arn} by web identity: could not read the token file {tokenFile}: {e.Message}", e);
        }
        catch (AmazonServiceException e)
        {
            throw StsCredentials.Refused($"could not assume role {role.Arn} by web identity with the token in {tokenFile}", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sts.Dispose();
        }

        base.Dispose(disposing);
    }
}
