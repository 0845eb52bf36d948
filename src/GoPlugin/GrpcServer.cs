using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GoPlugin.Lifetime;
using GoPlugin.Listening;
using GoPlugin.Logging;
using GoPlugin.Rpc;
using GoPlugin.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GoPlugin;

/// <summary>
/// gRPC on Kestrel, on one endpoint. Kestrel alone, without ASP.NET's host, container and routing, which cost more time at start than all
/// the rest: docs/decisions/0008-grpc-on-kestrel-alone.md. Reads no configuration.
/// </summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    /// <summary>
    /// Ten years: for ever, but for Kestrel, which adds it to its clock in nanoseconds. Infinity overflows there and closes idle connections
    /// after a second or two.
    /// </summary>
    private static readonly TimeSpan _keepAlive = TimeSpan.FromDays(3650);

    /// <summary>A host has one connection, and a second while it renews it.</summary>
    private const int MaxConnections = 16;

    /// <summary>Calls at once on a connection, as many as a host with thousands of instances makes. It is told, and lets what is more wait.</summary>
    private const int MaxStreams = 4096;

    private readonly KestrelServer _kestrel;
    private readonly RpcApplication _application;

    /// <summary>A server that is ready to start.</summary>
    public GrpcServer(
        PluginEndpoint endpoint,
        AutoMtls? tls,
        HostConnections connections,
        IReadOnlyDictionary<string, RpcMethod> methods,
        ILoggerFactory loggers,
        TimeProvider time)
    {
        var log = loggers.CreateLogger(typeof(GrpcServer).FullName!);
        _application = new RpcApplication(methods, time, (method, exception) => Log.CallBug(log, exception, method));
        var kestrel = new KestrelServerOptions
        {
            AddServerHeader = false,
            ApplicationServices = new NoServices(),

            // Kestrel does not see our TLS below it; the host's requests say https then.
            AllowAlternateSchemes = tls is not null,
        };
        Limit(kestrel.Limits);
        kestrel.Listen(endpoint.Socket.LocalEndPoint!, listen => Configure(listen, tls, connections, loggers, time));
        var sockets = new SocketTransportOptions { CreateBoundListenSocket = _ => endpoint.Socket };
        _kestrel = new KestrelServer(Options.Create(kestrel), new SocketTransportFactory(Options.Create(sockets), loggers), loggers);
    }

    /// <summary>Listens; calls are served from then on.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _kestrel.StartAsync(_application, cancellationToken);

    /// <summary>Takes no more calls and waits for those that run; cancelling the token cuts them off.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }

    // A host may call as often as it likes, for as long as it likes, idle or not. What bounds memory stays: Kestrel's limits of headers (32 KiB,
    // 100 fields), of what waits to be read and to be sent, and those below. The size of requests is RequestMemory's.
    private static void Limit(KestrelServerLimits limits)
    {
        limits.KeepAliveTimeout = _keepAlive;
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.Http2.MaxStreamsPerConnection = MaxStreams;
    }

    private static void Configure(ListenOptions listen, AutoMtls? tls, HostConnections connections, ILoggerFactory loggers, TimeProvider time)
    {
        listen.Protocols = HttpProtocols.Http2;
        if (tls is not null)
        {
            var layer = new TlsLayer(ServerSide(tls, loggers.CreateLogger(typeof(AutoMtls).FullName!)), time);
            listen.Use(next => connection => layer.ServeAsync(connection, next));
        }

        // After TLS, so that only a peer who proved to be the host counts as one.
        listen.Use(next => async context =>
        {
            connections.Opened();
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                connections.Closed();
            }
        });
    }

    private static SslServerAuthenticationOptions ServerSide(AutoMtls tls, ILogger log) => new()
    {
        ServerCertificate = tls.Certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        ClientCertificateRequired = true,
        AllowRenegotiation = false,

        // Exactly the host's certificate counts, so nothing has to be looked up for a chain.
        CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        RemoteCertificateValidationCallback = (_, certificate, _, _) => IsHost(tls, certificate as X509Certificate2, log),
    };

    private static bool IsHost(AutoMtls tls, X509Certificate2? certificate, ILogger log)
    {
        var why = tls.WhyNotHost(certificate);
        if (why is not null)
        {
            Log.ClientRefused(log, why);
        }

        return why is null;
    }

    /// <summary>What Kestrel asks ASP.NET's container for: nothing that it cannot do without.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
