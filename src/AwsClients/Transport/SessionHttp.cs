using System.Collections.Concurrent;
using Amazon.Runtime;
using AwsClients.Logging;
using AwsClients.Trust;
using Microsoft.Extensions.Logging;

namespace AwsClients.Transport;

/// <summary>
/// The one HTTP client of a session: all its services share the connections, and the proxies that the environment names.
/// </summary>
internal sealed class SessionHttp : HttpClientFactory, IDisposable
{
    /// <summary>How long a connection may take, name resolution and TLS included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long an attempt may go without a byte of the answer.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take, the whole answer included.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    // Long enough for reuse, short enough to follow DNS when an endpoint moves.
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, CallPace> _paces = new();
    private readonly EnvironmentProxy? _proxy;
    private readonly ILogger _log;
    private readonly HttpClient _client;
    private int _clockTold;

    /// <param name="time">Times the calls.</param>
    /// <param name="trust">Which servers to trust.</param>
    /// <param name="proxy">Which proxies to use.</param>
    /// <param name="log">Takes what concerns all calls.</param>
    public SessionHttp(TimeProvider time, ServerTrust trust, EnvironmentProxy proxy, ILogger log)
        : this(time, Sockets(trust, proxy), log) => _proxy = proxy;

    /// <param name="time">Times the calls.</param>
    /// <param name="network">Carries the requests.</param>
    /// <param name="log">Takes what concerns all calls.</param>
    public SessionHttp(TimeProvider time, HttpMessageHandler network, ILogger log)
    {
        (Time, _log) = (time, log);
        _client = new HttpClient(new AnswerHandler(network, TimeProvider.System)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public TimeProvider Time { get; }

    /// <summary>The proxy on the way to a place; null for none.</summary>
    public Uri? ProxyTo(Uri? endpoint) => endpoint is null ? null : _proxy?.GetProxy(endpoint);

    /// <summary>The pace of all calls to a service.</summary>
    public CallPace PaceOf(string service) => _paces.GetOrAdd(service, static (_, time) => new CallPace(time), Time);

    /// <summary>Says once that this machine's clock is wrong, when an answer has shown it.</summary>
    public void NoteClock(Uri? endpoint)
    {
        if (AwsClock.Difference(endpoint) is { } difference && Interlocked.Exchange(ref _clockTold, 1) == 0)
        {
            _log.ClockWrong(difference);
        }
    }

    /// <summary>Why no HTTP server answers at a place, and what to do; null when one does, whatever it says.</summary>
    public async Task<string?> FindProblemAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return NetworkFailure.Text(e, endpoint, ProxyTo(endpoint));
        }
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Sockets(ServerTrust trust, EnvironmentProxy proxy) => new()
    {
        Proxy = proxy,
        ConnectTimeout = ConnectTimeout,
        MaxConnectionsPerServer = CallPace.AtOnce,
        PooledConnectionLifetime = _connectionLifetime,
        AllowAutoRedirect = false,
        SslOptions = trust.Options,
    };
}
