using Fleeting.Aws.Instances;

namespace Fleeting.Aws.Connecting;

/// <summary>Fills in what the user left open, from what EC2 says of the instance. What the user gave always wins.</summary>
internal static class ConnectorDetection
{
    public const string DefaultUsername = "ec2-user";
    public const string DefaultWindowsUsername = "Administrator";

    public static ConnectorConfig Complete(ConnectorConfig given, InstanceFacts facts)
    {
        var os = Given(given.Os) ?? DetectOs(facts);
        var isWindows = os == "windows";
        return given with
        {
            Os = os,
            Arch = Given(given.Arch) is { } arch ? ToGoArch(arch) : ToGoArch(facts.Architecture),
            Protocol = Given(given.Protocol) ?? (isWindows ? ConnectorProtocol.WinRm : ConnectorProtocol.Ssh),
            Username = Given(given.Username) ?? (isWindows ? DefaultWindowsUsername : DefaultUsername),
        };
    }

    /// <summary>Go's name of an architecture (runtime.GOARCH), for EC2's names and those that users write; any other stays as it is.</summary>
    public static string ToGoArch(string architecture) => architecture switch
    {
        "x86_64" or "x86_64_mac" => "amd64",
        "arm64_mac" or "aarch64" => "arm64",
        "i386" or "i686" or "x86" => "386",
        _ => architecture,
    };

    private static string DetectOs(InstanceFacts facts) =>
        facts.Architecture is "x86_64_mac" or "arm64_mac" ? "darwin" : facts.IsWindows ? "windows" : "linux";

    private static string? Given(string value) => value.Length > 0 ? value : null;
}
