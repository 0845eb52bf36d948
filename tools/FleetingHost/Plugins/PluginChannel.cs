using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace FleetingHost.Plugins;

/// <summary>gRPC over whatever socket a handshake names: one HTTP/2 connection, as Go's client has.</summary>
internal static class PluginChannel
{
    /// <summary>Opens a channel.</summary>
    /// <param name="handshake">What the plugin said of itself.</param>
    /// <param name="hostCertificate">Shown to the plugin; without one the channel is plain text.</param>
    public static GrpcChannel Open(Handshake handshake, X509Certificate2? hostCertificate)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(handshake, cancellationToken),
        };
        if (hostCertificate is not null)
        {
            handler.SslOptions = TlsOptions(handshake, hostCertificate);
        }

        return GrpcChannel.ForAddress(hostCertificate is null ? "http://localhost" : "https://localhost", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = int.MaxValue,
            MaxSendMessageSize = int.MaxValue,
            // A call that we cancel ourselves is no error of the plugin.
            ThrowOperationCanceledOnCancellation = true,
        });
    }

    private static SslClientAuthenticationOptions TlsOptions(Handshake handshake, X509Certificate2 hostCertificate)
    {
        var expected = handshake.Certificate.ToArray();
        return new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateContext = SslStreamCertificateContext.Create(hostCertificate, additionalCertificates: null, offline: true),
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(expected),
        };
    }

    private static async ValueTask<Stream> ConnectAsync(Handshake handshake, CancellationToken cancellationToken)
    {
        var (socket, endPoint) = handshake.Network == "unix"
            ? (new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(handshake.Address))
            : (new Socket(SocketType.Stream, ProtocolType.Tcp), (EndPoint)IPEndPoint.Parse(handshake.Address));
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
