using System.Security.Authentication;
using GoPlugin.Lifetime;
using GoPlugin.Listening;
using GoPlugin.Services;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoPlugin;

/// <summary>gRPC on Kestrel, on one endpoint. Reads no configuration: neither files nor ASPNETCORE_ and DOTNET_ variables.</summary>
internal static class GrpcServer
{
    /// <summary>
    /// Ten years: for ever, but for Kestrel, which adds it to its clock in nanoseconds. Infinity overflows there and closes idle connections
    /// after a second or two.
    /// </summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromDays(3650);

    /// <summary>A server that is ready to start.</summary>
    public static WebApplication Create(
        PluginEndpoint endpoint,
        AutoMtls? tls,
        HostConnections connections,
        IEnumerable<ServerServiceDefinition> services,
        ILoggerFactory loggers)
    {
        // The empty builder, since every other one reads appsettings.json of whatever folder the host was started in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(options =>
        {
            // 2 GiB each way, as Go's server.
            options.MaxReceiveMessageSize = null;
            options.MaxSendMessageSize = null;
        });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Lift(kestrel.Limits);
            kestrel.Listen(endpoint.Socket.LocalEndPoint!, listen => Configure(listen, tls, connections, loggers));
        });
        builder.WebHost.UseSockets(options => options.CreateBoundListenSocket = _ => endpoint.Socket);

        var app = builder.Build();
        app.UseMiddleware<UntranslatedErrors>();
        foreach (var service in services)
        {
            app.MapGrpcService(service);
        }

        return app;
    }

    // The peer is one trusted host: as many calls as it likes, for as long as it likes, idle or not.
    private static void Lift(KestrelServerLimits limits)
    {
        limits.KeepAliveTimeout = KeepAlive;
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.Http2.MaxStreamsPerConnection = int.MaxValue;
    }

    private static void Configure(ListenOptions listen, AutoMtls? tls, HostConnections connections, ILoggerFactory loggers)
    {
        listen.Protocols = HttpProtocols.Http2;
        if (tls is not null)
        {
            var log = loggers.CreateLogger(typeof(AutoMtls).FullName!);
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = tls.Certificate,
                SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (certificate, _, _) =>
                {
                    var isHost = tls.IsHost(certificate);
                    if (!isHost)
                    {
                        Log.ClientRefused(log, certificate.Subject);
                    }

                    return isHost;
                },
            });
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
}
