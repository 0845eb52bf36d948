using AwsClients.Credentials;
using AwsClients.Transport;
using AwsClients.Trust;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>What a session holds open, and what ends when it is closed.</summary>
/// <param name="time">The clock.</param>
/// <param name="trust">Whom to trust as AWS.</param>
/// <param name="metadataTrust">Whom to trust beside the process.</param>
/// <param name="proxy">The proxies on the way to AWS.</param>
/// <param name="log">Takes what concerns all calls.</param>
internal sealed class SessionNetwork(TimeProvider time, ServerTrust trust, ServerTrust metadataTrust, EnvironmentProxy proxy, ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    public SessionHttp Http { get; } = new(time, trust, proxy, log);

    public MetadataHttp Metadata { get; } = new(time, metadataTrust);

    /// <summary>Ends what runs in the background: a credential_process does not outlive its session.</summary>
    public CancellationToken Closing => _closing.Token;

    public void Dispose()
    {
        _closing.Cancel();
        Http.Dispose();
        Metadata.Dispose();
    }
}
