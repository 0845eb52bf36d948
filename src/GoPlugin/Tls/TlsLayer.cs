using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace GoPlugin.Tls;

/// <summary>TLS between a connection and whoever speaks on it. Kestrel's own wants ASP.NET's container.</summary>
/// <param name="options">The server's side.</param>
/// <param name="time">Ends handshakes that do not.</param>
internal sealed class TlsLayer(SslServerAuthenticationOptions options, TimeProvider time)
{
    private static readonly TimeSpan _handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Shakes hands and hands the connection on; without a handshake it just closes.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        var tls = new SslStream(new PipeStream(plain));
        await using var disposing = tls.ConfigureAwait(false);
        if (!await TryShakeHandsAsync(tls, connection.ConnectionClosed).ConfigureAwait(false))
        {
            return;
        }

        var pipes = new TlsPipes(tls);
        connection.Transport = pipes;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            await pipes.CompleteAsync().ConfigureAwait(false);
            connection.Transport = plain;
        }
    }

    private async Task<bool> TryShakeHandsAsync(SslStream tls, CancellationToken closed)
    {
        using var timeout = new CancellationTokenSource(_handshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, closed);
        try
        {
            await tls.AuthenticateAsServerAsync(options, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            // The peer is told by TLS itself; who was refused is in the log already.
            return false;
        }
    }

    private sealed class TlsPipes(SslStream tls) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(tls, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true));

        public async Task CompleteAsync()
        {
            await Input.CompleteAsync().ConfigureAwait(false);
            await Output.CompleteAsync().ConfigureAwait(false);
        }
    }
}
