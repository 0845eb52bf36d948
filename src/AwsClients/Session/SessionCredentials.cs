using Amazon.Runtime;
using AwsClients.Credentials;
using AwsClients.Transport;

namespace AwsClients.Session;

/// <summary>
/// The credentials of an open session, and the boundary of its sources: whatever one throws leaves here as <see cref="AwsSessionException"/>.
/// The credentials are at fault then, not the service that was called.
/// </summary>
internal sealed class SessionCredentials(FoundCredentials found) : SessionKeys
{
    public override string Name => found.Source;

    public override string Check => found.Keys.Check;

    public override async Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await found.Keys.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(e);
        }
    }

    public override async Task<ImmutableCredentials?> RenewAsync(ImmutableCredentials refused, CancellationToken cancellationToken)
    {
        try
        {
            return await found.Keys.RenewAsync(refused, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(e);
        }
    }

    private AwsSessionException Failed(Exception e)
    {
        var saidNo = e is SourceException { MayPass: false } or AwsSessionException { MayPass: false };
        var reason = saidNo ? AwsSessionErrorReason.CredentialsRefused : AwsSessionErrorReason.CredentialsUnavailable;
        return new AwsSessionException(reason, $"could not get AWS credentials from {found.Source}: {Failure.Text(e)}", Failure.Inner(e));
    }
}
