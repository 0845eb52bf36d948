namespace GoPlugin.Contract;

/// <summary>What a go-plugin host sets in the environment of its plugins.</summary>
internal static class EnvironmentVariable
{
    /// <summary>The protocol versions that the host speaks, separated by commas.</summary>
    public const string ProtocolVersions = "PLUGIN_PROTOCOL_VERSIONS";

    /// <summary>The host's certificate in PEM; set when the host wants AutoMTLS.</summary>
    public const string ClientCertificate = "PLUGIN_CLIENT_CERT";

    /// <summary>Set, to any value, by a host that knows the seventh field of the handshake.</summary>
    public const string MultiplexGrpc = "PLUGIN_MULTIPLEX_GRPC";

    /// <summary>The folder for the socket; the temporary folder when not set.</summary>
    public const string UnixSocketDirectory = "PLUGIN_UNIX_SOCKET_DIR";

    /// <summary>Name or number of the group that may connect.</summary>
    public const string UnixSocketGroup = "PLUGIN_UNIX_SOCKET_GROUP";

    /// <summary>The lowest TCP port to listen on, where there are no Unix sockets; 0 or nothing is any.</summary>
    public const string MinPort = "PLUGIN_MIN_PORT";

    /// <summary>The highest TCP port to listen on.</summary>
    public const string MaxPort = "PLUGIN_MAX_PORT";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [ProtocolVersions, ClientCertificate, MultiplexGrpc, UnixSocketDirectory, UnixSocketGroup, MinPort, MaxPort];
}
