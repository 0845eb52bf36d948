using System.Runtime.InteropServices;

namespace FleetingPluginAws;

/// <summary>This machine in Go's terms, which is how fleeting's plugins name platforms.</summary>
internal static class Platform
{
    /// <summary>For example <c>linux/amd64</c>.</summary>
    public static string Current => $"{Os}/{Architecture}";

    private static string Os =>
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : "linux";

    private static string Architecture => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        var other => other.ToString().ToLowerInvariant(),
    };
}
