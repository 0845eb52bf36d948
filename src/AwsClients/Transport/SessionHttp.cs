using Amazon.Runtime;
using AwsClients.Trust;

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
    /// <param name="trust">Which servers to trust.</param>
    public SessionHttp(TimeProvider time, ServerTrust trust)
    {
        Time = time;
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            MaxConnectionsPerServer = MaxConnections,
            PooledConnectionLifetime = _connectionLifetime,
            AllowAutoRedirect = false,
            SslOptions = trust.Options,
        };
        _client = new HttpClient(new WholeAnswerHandler(sockets)) { Timeout = AttemptTimeout };
    }

    public TimeProvider Time { get; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
