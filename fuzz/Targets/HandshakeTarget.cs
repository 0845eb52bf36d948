using System.Text;
using Fuzz.Engine;
using GoPlugin;
using GoPlugin.Contract;
using GoPlugin.Listening;

namespace Fuzz.Targets;

/// <summary>The variables that a host sets, one a line, a zero byte between: what they choose is possible, or they are refused as such.</summary>
internal static class HandshakeTarget
{
    private static readonly string[] _names =
    [
        EnvironmentVariable.ProtocolVersions, EnvironmentVariable.MinPort, EnvironmentVariable.MaxPort, EnvironmentVariable.UnixSocketDirectory,
        EnvironmentVariable.ClientCertificate,
    ];

    public static Target Target { get; } = new("handshake", Run)
    {
        BaseAllocation = 4 * 1024 * 1024,
        Words = ["1", "0", "65535", "65536", ",", "/tmp", "..", "-----BEGIN CERTIFICATE-----\n", "\n-----END CERTIFICATE-----", "\0"],
    };

    private static void Run(byte[] input)
    {
        var values = Encoding.UTF8.GetString(input).Split('\0');
        string? Environment(string name) => Array.IndexOf(_names, name) is >= 0 and var index && index < values.Length ? values[index] : null;

        int[] ours = [0, 1];
        Oracle.Holds(ours.Contains(ProtocolVersion.Choose(ours, Environment(EnvironmentVariable.ProtocolVersions))), "the version is none of ours");
        Try(() =>
        {
            var (min, max) = TcpPortRange.From(Environment);
            Oracle.Holds(min is >= 0 and <= 65535 && max >= min && max <= 65535, $"the ports are {min} to {max}");
        });
        Try(() =>
        {
            var path = UnixSocketPath.Choose(Environment).Value;
            Oracle.Holds(Path.IsPathFullyQualified(path) && Encoding.UTF8.GetByteCount(path) <= UnixSocketPath.MaxBytes, $"the socket's path is {path}");
        });
        if (Environment(EnvironmentVariable.ClientCertificate) is { } pem)
        {
            Try(() =>
            {
                using var tls = AutoMtls.Create(pem, TimeProvider.System);
                Oracle.Holds(tls.WhyNotHost(tls.Certificate) is not null, "the plugin's own certificate counts as the host's");
            });
        }
    }

    private static void Try(Action choose)
    {
        try
        {
            choose();
        }
        catch (PluginStartException)
        {
        }
    }
}
