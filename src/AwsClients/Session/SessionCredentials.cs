using Amazon.Runtime;
using AwsClients.Credentials;
using AwsClients.Transport;

namespace AwsClients.Session;

/// <summary>
/// The credentials of an open session. When they cannot be renewed, a call ends with <see cref="AwsSessionException"/>: the credentials
/// are at fault, not the service that was called.
/// </summary>
internal sealed class SessionCredentials(FoundCredentials found) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => found.Credentials.GetCredentials();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            return await found.Credentials.GetCredentialsAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw found.Refused(Failure.Text(e), e);
        }
    }
}
