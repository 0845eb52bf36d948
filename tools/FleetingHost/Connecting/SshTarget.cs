using System.Text;
using Fleeting.Protocol;

namespace FleetingHost.Connecting;

/// <summary>Where and as whom to log in. Its text form leaves the secrets out.</summary>
internal sealed record SshTarget
{
    /// <summary>SSH's own port.</summary>
    public const int DefaultPort = 22;

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Username { get; init; }

    /// <summary>A secret.</summary>
    public string Password { get; init; } = "";

    /// <summary>A private key in PEM. A secret.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Between two keep-alives; zero sends none.</summary>
    public TimeSpan Keepalive { get; init; }

    public string Address => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Reads a plugin's answer as GitLab Runner does.</summary>
    /// <exception cref="ConnectException">There is no address, or it is not for SSH.</exception>
    public static SshTarget From(string instance, ConnectInfoResponse info, bool useExternalAddress)
    {
        var connector = info.Connector ?? new ConnectorConfig();
        if (connector.Protocol is not ("" or "ssh"))
        {
            throw new ConnectException(
                $"could not connect to {instance}: the plugin says protocol '{connector.Protocol}', this host connects by ssh only");
        }

        var address = useExternalAddress ? info.ExternalAddr : info.InternalAddr;
        if (address == "")
        {
            var kind = useExternalAddress ? "external" : "internal";
            throw new ConnectException($"could not connect to {instance}: the plugin gave no {kind} address (use_external_addr chooses)");
        }

        var (host, port) = Split(address, connector.ProtocolPort == 0 ? DefaultPort : (int)connector.ProtocolPort);
        return new SshTarget
        {
            Host = host,
            Port = port,
            Username = connector.Username,
            Password = connector.Password,
            Key = connector.Key.Memory,
            Keepalive = TimeSpan.FromTicks(connector.Keepalive / TimeSpan.NanosecondsPerTick),
        };
    }

    // An address may carry its own port: host:port or [v6]:port, while a bare v6 address has colons of its own.
    private static (string Host, int Port) Split(string address, int defaultPort)
    {
        var colon = address.LastIndexOf(':');
        var hasPort = colon > 0 && (address[colon - 1] == ']' || address.IndexOf(':') == colon);
        return hasPort && int.TryParse(address.AsSpan(colon + 1), out var port)
            ? (address[..colon].Trim('[', ']'), port)
            : (address.Trim('[', ']'), defaultPort);
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"Address = {Address}, Username = {Username}");
        return true;
    }
}
