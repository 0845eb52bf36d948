using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>The role of the EC2 instance that the process runs on.</summary>
internal sealed class InstanceProfileCredentials(InstanceMetadata metadata, TimeProvider time, ILogger log)
    : RenewedCredentials("instance profile", time, log)
{
    private static readonly TimeSpan _extension = TimeSpan.FromMinutes(10);

    protected override async Task<TemporaryCredentials> FetchAsync()
    {
        var fetched = await metadata.GetCredentialsAsync(CancellationToken.None).ConfigureAwait(false);

        // When the metadata service cannot renew, it hands out the old ones; AWS goes on accepting them, so the SDKs go on using them.
        var now = Now;
        return fetched.Expiration > now
            ? fetched
            : new TemporaryCredentials(fetched.AccessKeyId, fetched.SecretAccessKey, fetched.SessionToken, now + _extension);
    }
}
