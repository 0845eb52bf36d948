using System.Net.Sockets;
using System.Text;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Reads what an SSH server says first.</summary>
internal static class SshBanner
{
    // RFC 4253, section 4.2: 255 characters at the most; other lines may come before it.
    private const int Longest = 255;
    private const int MostLines = 20;

    /// <exception cref="IOException">Nothing listens there, it is not reached, or it is no SSH server.</exception>
    public static async Task<string> ReadAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            var stream = client.GetStream();
            await using (stream.ConfigureAwait(false))
            {
                for (var line = 0; line < MostLines; line++)
                {
                    if (await ReadLineAsync(stream, cancellationToken).ConfigureAwait(false) is var said
                        && said.StartsWith("SSH-", StringComparison.Ordinal))
                    {
                        return said;
                    }
                }
            }
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }

        throw new IOException("what listens there is no SSH server");
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < Longest)
        {
            if (await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new IOException("the connection was closed before the SSH server said anything");
            }

            if (one[0] == '\n')
            {
                break;
            }

            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd('\r');
    }
}
