using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>Credentials as the calls of a session use them: under the call's token, and with other keys when AWS refuses those they had.</summary>
internal abstract class SessionKeys : AWSCredentials
{
    /// <summary>What they are, for logs and errors.</summary>
    public abstract string Name { get; }

    /// <summary>What to look at when they cannot be had: "check …".</summary>
    public abstract string Check { get; }

    /// <summary>The keys to use now.</summary>
    public abstract Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken);

    /// <summary>AWS took <paramref name="refused"/> for expired or unknown.</summary>
    /// <returns>Other keys to try; null when there are none.</returns>
    public abstract Task<ImmutableCredentials?> RenewAsync(ImmutableCredentials refused, CancellationToken cancellationToken);

    public sealed override Task<ImmutableCredentials> GetCredentialsAsync() => GetAsync(CancellationToken.None);

    // CallIdentity sees to it that no call comes here.
    public sealed override ImmutableCredentials GetCredentials() =>
        throw new NotSupportedException("Only asynchronous calls can use these credentials.");
}
