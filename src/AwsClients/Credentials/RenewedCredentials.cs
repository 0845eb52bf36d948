using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>
/// Credentials that expire. From five minutes before, they are renewed in the background while calls go on with the old ones; only when
/// those are over as well does a call wait.
/// </summary>
internal abstract class RenewedCredentials : RefreshingAWSCredentials
{
    private static readonly TimeSpan _renewBefore = TimeSpan.FromMinutes(5);

    private readonly SdkTime _time;
    private readonly string _source;
    private readonly ILogger _log;

    /// <param name="source">What the credentials are, for logs and errors.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a failed renewal is told.</param>
    protected RenewedCredentials(string source, TimeProvider time, ILogger log)
        : base(new SdkTime(time))
    {
        (_time, _source, _log) = (new SdkTime(time), source, log);
        PreemptExpiryTime = _renewBefore;
    }

    /// <summary>UTC.</summary>
    protected DateTime Now => _time.CorrectedUtcNow;

    /// <summary>Fetches new ones.</summary>
    /// <exception cref="AmazonClientException">They cannot be had; the message is complete.</exception>
    protected abstract Task<TemporaryCredentials> FetchAsync();

    protected sealed override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        try
        {
            var fetched = await FetchAsync().ConfigureAwait(false);
            _log.CredentialsFetched(_source, fetched.Expiration);
            var keys = new ImmutableCredentials(fetched.AccessKeyId, fetched.SecretAccessKey, fetched.SessionToken);
            return new CredentialsRefreshState(keys, fetched.Expiration, _time);
        }
        catch (AmazonClientException e) when (Expiration > Now)
        {
            _log.CredentialsNotRenewed(_source, Expiration.GetValueOrDefault(), e.Message);
            throw;
        }
    }

    // Transport/CallIdentity sees to it that no call comes here.
    protected sealed override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("Only asynchronous calls can use these credentials.");
}
