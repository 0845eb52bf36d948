namespace FleetingHost.Configuration;

/// <summary>Reads <c>[runners.autoscaler.connector_config]</c> and checks what GitLab Runner checks before Init.</summary>
internal static class ConnectorReader
{
    private static readonly string[] _protocols = ["ssh", "winrm", "winrm+https"];

    // All that GitLab Runner knows there. It leaves out others in silence; who tries a configuration wants to know.
    private static readonly string[] _keys =
    [
        "os", "arch", "protocol", "protocol_port", "username", "password", "key_path", "use_static_credentials", "keepalive", "timeout",
        "use_external_addr",
    ];

    public static ConnectorSettings Read(TomlSection section)
    {
        foreach (var key in section.Table.Keys.Where(key => !_keys.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            section.Problem(key, $"is no key of connector_config; its keys are {string.Join(", ", _keys)}");
        }

        var protocol = section.String("protocol");
        if (protocol != "" && !_protocols.Contains(protocol))
        {
            section.Problem("protocol", $"is '{protocol}', GitLab Runner connects by {string.Join(", ", _protocols)}");
        }

        var port = section.Integer("protocol_port");
        if (port is < 0 or > ushort.MaxValue)
        {
            section.Problem("protocol_port", $"is {port}, a port is between 1 and {ushort.MaxValue}, or 0 for the protocol's own");
        }

        var keepalive = section.Duration("keepalive");
        var timeout = section.Duration("timeout");
        return new ConnectorSettings
        {
            Os = section.String("os"),
            Arch = section.String("arch"),
            Protocol = protocol,
            ProtocolPort = (int)Math.Clamp(port, 0, ushort.MaxValue),
            Username = section.String("username"),
            Password = section.String("password"),
            Key = ReadKey(section),
            UseStaticCredentials = section.Bool("use_static_credentials"),
            Keepalive = keepalive == 0 ? ConnectorSettings.DefaultKeepalive : keepalive,
            Timeout = timeout == 0 ? ConnectorSettings.DefaultTimeout : timeout,
            UseExternalAddress = section.Bool("use_external_addr"),
        };
    }

    private static byte[] ReadKey(TomlSection section)
    {
        var path = section.String("key_path");
        if (path == "")
        {
            return [];
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            section.Problem("key_path", $"cannot be read: {exception.Message}");
            return [];
        }
    }
}
