using System.Text;
using Fleeting.Protocol;
using Google.Protobuf;

namespace FleetingHost.Configuration;

/// <summary><c>[runners.autoscaler.connector_config]</c>. Its text form leaves the secrets out.</summary>
internal sealed record ConnectorSettings
{
    /// <summary>30 seconds; what GitLab Runner fills in for 0.</summary>
    public const long DefaultKeepalive = 30_000_000_000;

    /// <summary>10 minutes; what GitLab Runner fills in for 0.</summary>
    public const long DefaultTimeout = 600_000_000_000;

    public string Os { get; init; } = "";

    public string Arch { get; init; } = "";

    /// <summary><c>ssh</c>, <c>winrm</c>, <c>winrm+https</c>; empty lets the plugin choose.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>0 is the protocol's own port.</summary>
    public int ProtocolPort { get; init; }

    public string Username { get; init; } = "";

    /// <summary>A secret.</summary>
    public string Password { get; init; } = "";

    /// <summary>The content of <c>key_path</c>. A secret.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    public bool UseStaticCredentials { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long Keepalive { get; init; } = DefaultKeepalive;

    /// <summary>Nanoseconds.</summary>
    public long Timeout { get; init; } = DefaultTimeout;

    /// <summary>Dial the external address. The host's own matter: the plugin is not told.</summary>
    public bool UseExternalAddress { get; init; }

    /// <summary>The form that goes to the plugin with Init.</summary>
    public Settings ToSettings() => new()
    {
        ConnectorConfig = new ConnectorConfig
        {
            Os = Os,
            Arch = Arch,
            Protocol = Protocol,
            ProtocolPort = ProtocolPort,
            Username = Username,
            Password = Password,
            Key = ByteString.CopyFrom(Key.Span),
            UseStaticCredentials = UseStaticCredentials,
            Keepalive = Keepalive,
            Timeout = Timeout,
        },
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"Os = {Os}, Arch = {Arch}, Protocol = {Protocol}, ProtocolPort = {ProtocolPort}, Username = {Username}");
        return true;
    }
}
