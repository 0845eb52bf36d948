namespace Fleeting.Aws.Checks.Reading;

/// <summary>The port that the host dials.</summary>
internal static class ConnectorPort
{
    private const int Ssh = 22;
    private const int WinRm = 5985;
    private const int WinRmHttps = 5986;

    /// <param name="connector">With its protocol filled in.</param>
    public static int Of(ConnectorConfig connector) => connector.ProtocolPort > 0 ? (int)connector.ProtocolPort : connector.Protocol switch
    {
        ConnectorProtocol.WinRm => WinRm,
        ConnectorProtocol.WinRmHttps => WinRmHttps,
        _ => Ssh,
    };
}
