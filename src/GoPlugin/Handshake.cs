using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace GoPlugin;

/// <summary>The one line on stdout that tells the host where and how to connect.</summary>
internal sealed record Handshake
{
    /// <summary>The version of go-plugin's own protocol.</summary>
    private const int CoreVersion = 1;

    public required int ProtocolVersion { get; init; }

    /// <summary><c>unix</c> or <c>tcp</c>.</summary>
    public required string Network { get; init; }

    /// <summary>A socket's path, or <c>host:port</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The certificate that the plugin shows; null without TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether the host knows the field on multiplexing. Our broker never multiplexes.</summary>
    public bool HasMultiplexField { get; init; }

    public override string ToString()
    {
        // Go decodes it with RawStdEncoding, which takes no padding.
        var certificate = Certificate is null ? "" : Convert.ToBase64String(Certificate.RawData).TrimEnd('=');
        var line = string.Create(CultureInfo.InvariantCulture, $"{CoreVersion}|{ProtocolVersion}|{Network}|{Address}|grpc|{certificate}");
        return HasMultiplexField ? $"{line}|false" : line;
    }
}
