using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>The keys of one call.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="keys">The keys.</param>
internal sealed class OneCallCredentials(SessionKeys source, ImmutableCredentials keys) : AWSCredentials
{
    public SessionKeys Source => source;

    /// <summary>Keys to try after AWS has refused these; null when there are none.</summary>
    public async Task<OneCallCredentials?> RenewAsync(CancellationToken cancellationToken) =>
        await source.RenewAsync(keys, cancellationToken).ConfigureAwait(false) is { } others
            ? new OneCallCredentials(source, others)
            : null;

    public override ImmutableCredentials GetCredentials() => keys;

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(keys);
}
