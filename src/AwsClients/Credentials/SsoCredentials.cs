using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>
/// Credentials by IAM Identity Center, with the token that "aws sso login" left in ~/.aws/sso/cache; the SDK renews token and credentials
/// for as long as the sign-in lasts.
/// </summary>
internal sealed class SsoCredentials(
    string profile, string accountId, string region, string roleName, string startUrl, SSOAWSCredentialsOptions options)
    : SSOAWSCredentials(accountId, region, roleName, startUrl, options)
{
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        try
        {
            return await base.GenerateNewCredentialsAsync().ConfigureAwait(false);
        }
        catch (AmazonServiceException e)
        {
            throw new AmazonClientException(
                $"IAM Identity Center refused: {e.ErrorCode}: {e.Message} Log in with: aws sso login --profile {profile}", e);
        }
        catch (AmazonClientException e)
        {
            throw new AmazonClientException($"{e.Message} Log in with: aws sso login --profile {profile}", e);
        }
    }
}
