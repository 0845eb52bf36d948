using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace FleetingHost.Connecting;

/// <summary>Logs in over SSH. Any host key is accepted, as GitLab Runner accepts any.</summary>
internal static class SshLogin
{
    /// <summary>Opens a session.</summary>
    /// <exception cref="ConnectException">The key cannot be read; trying again would not help.</exception>
    public static async Task<SshClient> OpenAsync(SshTarget target, CancellationToken cancellationToken)
    {
        var methods = new List<AuthenticationMethod>();
        if (!target.Key.IsEmpty)
        {
            methods.Add(new PrivateKeyAuthenticationMethod(target.Username, ReadKey(target)));
        }

        if (target.Password != "")
        {
            methods.Add(new PasswordAuthenticationMethod(target.Username, target.Password));
        }

        if (methods.Count == 0)
        {
            throw new ConnectException($"could not log in to {target.Address}: the plugin gave neither a key nor a password");
        }

        var client = new SshClient(new ConnectionInfo(target.Host, target.Port, target.Username, [.. methods]));
        if (target.Keepalive > TimeSpan.Zero)
        {
            client.KeepAliveInterval = target.Keepalive;
        }

        try
        {
            await client.ConnectAsync(cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whether another try may end better.</summary>
    public static bool IsWorthARetry(Exception exception) =>
        exception is SshException or SocketException or IOException or ObjectDisposedException;

    private static PrivateKeyFile ReadKey(SshTarget target)
    {
        try
        {
            return new PrivateKeyFile(new MemoryStream(target.Key.ToArray()));
        }
        catch (SshException exception)
        {
            throw new ConnectException(
                $"could not log in to {target.Address}: the plugin's private key cannot be read: {exception.Message}", exception);
        }
    }
}
