using Amazon.Runtime;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>
/// Credentials by IAM Identity Center, with the token that "aws sso login" left in ~/.aws/sso/cache; the SDK renews token and credentials
/// for as long as the sign-in lasts.
/// </summary>
internal sealed class SsoSource(
    string profile, string accountId, string region, string roleName, string startUrl, SSOAWSCredentialsOptions options)
    : SSOAWSCredentials(accountId, region, roleName, startUrl, options), ICredentialSource
{
    public string Name => "IAM Identity Center";

    public string Check => $"check the network and the proxy (HTTPS_PROXY, NO_PROXY), and log in with: aws sso login --profile {profile}";

    public async Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await GenerateNewCredentialsAsync().ConfigureAwait(false);
            var keys = state.Credentials;
            return new TemporaryCredentials(keys.AccessKey, keys.SecretKey, keys.Token, state.Expiration.ToUniversalTime());
        }
        catch (AmazonServiceException e)
        {
            throw new SourceException(
                $"IAM Identity Center refused: {e.ErrorCode}: {e.Message} Log in with: aws sso login --profile {profile}", mayPass: false, e);
        }
        catch (AmazonClientException e) when (e is not NoAnswerException)
        {
            throw new SourceException($"{e.Message} Log in with: aws sso login --profile {profile}", mayPass: false, e);
        }
    }
}
