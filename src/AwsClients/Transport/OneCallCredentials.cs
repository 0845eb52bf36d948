using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>The keys of one call.</summary>
internal sealed class OneCallCredentials(ImmutableCredentials keys) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => keys;

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(keys);
}
