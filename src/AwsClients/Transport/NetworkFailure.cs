using System.Net.Sockets;

namespace AwsClients.Transport;

/// <summary>What is told of a call to which no answer came, and what to do.</summary>
internal static class NetworkFailure
{
    private const string Check = "check the network, proxy and endpoint settings";

    /// <param name="exception">How the last attempt failed.</param>
    /// <param name="endpoint">Where the call went.</param>
    /// <param name="proxy">The proxy on the way; null for none.</param>
    public static string Text(Exception exception, Uri? endpoint, Uri? proxy)
    {
        if (IsUnresolved(exception))
        {
            var (host, settings) = proxy is null
                ? (endpoint?.Host, "the region and the endpoint settings")
                : (proxy.Host, "HTTPS_PROXY");
            return $"the name {host} could not be resolved; check the DNS settings of this machine, and {settings}";
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
        {
            return $"{Failure.Text(exception)}; the proxy has to let {endpoint?.Host}:{endpoint?.Port} through, and with 407 it wants a user and "
                + "password (HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT); NO_PROXY names hosts that need no proxy";
        }

        // The place is named already; .NET adds it once more.
        var place = proxy ?? endpoint;
        return $"{Failure.Text(exception).Replace($" ({place?.Host}:{place?.Port})", "", StringComparison.Ordinal)}; {Check}";
    }

    private static bool IsUnresolved(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
                or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery })
            {
                return true;
            }
        }

        return false;
    }
}
