using System.Runtime.InteropServices;

namespace FleetingPluginAws;

/// <summary>The OpenSSL of the machine, which .NET loads at its first use of cryptography; without one it aborts the process then.</summary>
internal static class OpenSsl
{
    // What .NET 10 loads, in its order: opensslshim.c. Older ones lack what it calls.
    private static readonly string[] _libraries = ["libssl.so.3", "libssl.so.1.1"];

    /// <summary>Why nothing can be encrypted here, and what to do; null when it can. Always null where OpenSSL is linked in or not used.</summary>
    public static string? FindProblem(Func<string, string?> environment)
    {
        if (!OperatingSystem.IsLinux() || StaticLink.IsUsed)
        {
            return null;
        }

        var chosen = environment("CLR_OPENSSL_VERSION_OVERRIDE") is { Length: > 0 } version ? [$"libssl.so.{version}"] : Array.Empty<string>();
        return chosen.Concat(_libraries).Any(name => NativeLibrary.TryLoad(name, out _))
            ? null
            : $"could not load OpenSSL: this machine has none of {string.Join(", ", _libraries)}; install OpenSSL 3 (Debian: libssl3, Red Hat: "
              + "openssl-libs) or take the static build of this plugin, which has its own";
    }
}
