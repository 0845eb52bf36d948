using Google.Protobuf;

namespace Fleeting.Serving;

/// <summary>Protocol messages to records and back.</summary>
internal static class Wire
{
    /// <summary>A null (a host without a connector section) is a configuration that gives nothing.</summary>
    public static ConnectorConfig FromWire(Protocol.ConnectorConfig? config) => config is null ? new ConnectorConfig() : new ConnectorConfig
    {
        Os = config.Os,
        Arch = config.Arch,
        Protocol = config.Protocol,
        ProtocolPort = config.ProtocolPort,
        Username = config.Username,
        Password = config.Password,
        Key = config.Key.Memory,
        UseStaticCredentials = config.UseStaticCredentials,
        KeepaliveNanoseconds = config.Keepalive,
        TimeoutNanoseconds = config.Timeout,
    };

    public static Protocol.ConnectorConfig ToWire(ConnectorConfig config) => new()
    {
        Os = config.Os,
        Arch = config.Arch,
        Protocol = config.Protocol,
        ProtocolPort = config.ProtocolPort,
        Username = config.Username,
        Password = config.Password,
        Key = ByteString.CopyFrom(config.Key.Span),
        UseStaticCredentials = config.UseStaticCredentials,
        Keepalive = config.KeepaliveNanoseconds,
        Timeout = config.TimeoutNanoseconds,
    };

    public static Protocol.InitResponse ToWire(ProviderInfo info) => new()
    {
        Id = info.Id,
        MaxSize = (uint)Math.Max(0, info.MaxSize),
        Version = info.Version,
        BuildInfo = info.BuildInfo,
        Capabilities = { info.Capabilities },
    };

    public static Protocol.ConnectInfoResponse ToWire(ConnectInfo info) => new()
    {
        Connector = ToWire(info.Connector),
        ExternalAddr = info.ExternalAddress,
        InternalAddr = info.InternalAddress,
        Expires = info.Expires?.ToUnixTimeSeconds() ?? 0,
    };

    public static Protocol.UpdateResponse ToWire(Instance instance) =>
        new() { Instance = instance.Id, State = (Protocol.State)(int)instance.State };
}
