using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>The keys of one call.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="keys">The keys.</param>
/// <param name="isRenewed">Whether the call had others before, which AWS refused.</param>
internal sealed class OneCallCredentials(SessionKeys source, ImmutableCredentials keys, bool isRenewed = false) : AWSCredentials
{
    public SessionKeys Source => source;

    /// <summary>Keys to try after AWS has refused these; null when there are none. A call renews once.</summary>
    public async Task<OneCallCredentials?> RenewAsync(CancellationToken cancellationToken) =>
        !isRenewed && await source.RenewAsync(keys, cancellationToken).ConfigureAwait(false) is { } others
            ? new OneCallCredentials(source, others, isRenewed: true)
            : null;

    public override ImmutableCredentials GetCredentials() => keys;

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(keys);
}
