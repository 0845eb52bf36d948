using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>
/// The one HTTP client of a session: all its services share the connections. The environment's proxy settings (HTTPS_PROXY, HTTP_PROXY,
/// ALL_PROXY, NO_PROXY) count, as .NET reads them.
/// </summary>
internal sealed class SessionHttp : HttpClientFactory, IDisposable
{
    /// <summary>How long a connection may take, TLS included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt may take, the whole answer included.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    // A burst of connects must not open hundreds of TLS connections at once: what is over waits its turn.
    private const int MaxConnections = 100;

    // Long enough for reuse, short enough to follow DNS when an endpoint moves.
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;

    /// <param name="time">Times the calls.</param>
    /// <param name="roots">The only certificate authorities to trust; null for the system's.</param>
    public SessionHttp(TimeProvider time, X509Certificate2Collection? roots)
    {
        Time = time;
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            MaxConnectionsPerServer = MaxConnections,
            PooledConnectionLifetime = _connectionLifetime,
            AllowAutoRedirect = false,
        };
        if (roots is not null)
        {
            sockets.SslOptions.CertificateChainPolicy = Trusting(roots);
        }

        _client = new HttpClient(new WholeAnswerHandler(sockets)) { Timeout = AttemptTimeout };
    }

    public TimeProvider Time { get; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
