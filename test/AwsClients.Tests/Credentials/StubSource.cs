using AwsClients.Credentials;

namespace AwsClients.Tests.Credentials;

/// <summary>A source that does as a test says.</summary>
internal sealed class StubSource(Func<int, CancellationToken, Task<TemporaryCredentials>> fetch) : ICredentialSource
{
    public string Name => "stub";

    public string Check => "check the stub";

    public int Fetches { get; private set; }

    public Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken) => fetch(++Fetches, cancellationToken);
}
