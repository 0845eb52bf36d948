using System.Runtime.InteropServices;

namespace FleetingPluginAws;

/// <summary>What runs the plugin.</summary>
internal static class Platform
{
    /// <summary>For example <c>.NET 10.0.1 (native)</c>; without the last word when .NET's runtime compiles it as it runs.</summary>
    public static string Runtime =>
        RuntimeInformation.FrameworkDescription + (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null ? " (native)" : "");

    /// <summary>Operating system and architecture in Go's terms, as fleeting's plugins name them, for example <c>linux/amd64</c>.</summary>
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
