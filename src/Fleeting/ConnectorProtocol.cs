namespace Fleeting;

/// <summary>The protocols that the host can connect with.</summary>
public static class ConnectorProtocol
{
    /// <summary>Port 22.</summary>
    public const string Ssh = "ssh";

    /// <summary>Port 5985.</summary>
    public const string WinRm = "winrm";

    /// <summary>Port 5986.</summary>
    public const string WinRmHttps = "winrm+https";
}
