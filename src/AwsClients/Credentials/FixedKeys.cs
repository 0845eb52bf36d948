using Amazon.Runtime;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Keys that someone wrote down. There are no others, unless they were written anew since a call took the old ones.</summary>
internal sealed class FixedKeys(string name, ImmutableCredentials keys) : SessionKeys
{
    public override string Name => name;

    public override string Check => "check that they are there";

    public override Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken) => Task.FromResult(keys);

    public override Task<ImmutableCredentials?> RenewAsync(ImmutableCredentials refused, CancellationToken cancellationToken) =>
        Task.FromResult(keys.Equals(refused) ? null : keys);
}
