using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>
/// A role assumed with other credentials. The SDK's own class would call STS in the region of the environment; this one calls it where the
/// session is, with the session's endpoints.
/// </summary>
internal sealed class AssumedRoleCredentials(
    IAmazonSecurityTokenService sts, RoleToAssume role, TimeProvider time, ILogger log)
    : RenewedCredentials($"role {role.Arn}", time, log)
{
    protected override async Task<TemporaryCredentials> FetchAsync()
    {
        try
        {
            var request = new AssumeRoleRequest { RoleArn = role.Arn, RoleSessionName = role.SessionName, ExternalId = role.ExternalId };
            var answer = await sts.AssumeRoleAsync(request).ConfigureAwait(false);
            return StsCredentials.From(answer.Credentials);
        }
        catch (AmazonServiceException e)
        {
            throw StsCredentials.Refused($"could not assume role {role.Arn}", e);
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
