using System.Runtime.InteropServices;

namespace FleetingPluginAws;

/// <summary>
/// What the fully static build (<c>-p:StaticExecutable=true</c>) must settle before anything else runs: its glibc and its OpenSSL are its own, yet
/// both would load modules of the machine's, which are made for another version and end the process when they do not fit.
/// </summary>
internal static partial class StaticLink
{
    private const nuint InterpreterAddress = 7; // AT_BASE

    /// <summary>Whether libc and OpenSSL are inside the binary. The kernel knows: it loaded no dynamic loader beside it.</summary>
    public static bool IsUsed { get; } = OperatingSystem.IsLinux() && getauxval(InterpreterAddress) == 0;

    /// <summary>
    /// Keeps to what is linked in. Names are looked up in <c>/etc/hosts</c> and DNS, users and groups in their files, whatever
    /// <c>/etc/nsswitch.conf</c> says. <c>openssl.cnf</c> is not read unless <c>OPENSSL_CONF</c> names one. Nothing in every other build.
    /// </summary>
    public static void Seal()
    {
        if (!IsUsed)
        {
            return;
        }

        _ = __nss_configure_lookup("hosts", "files dns");
        _ = __nss_configure_lookup("passwd", "files");
        _ = __nss_configure_lookup("group", "files");

        // From here on .NET has a copy of the environment: what follows is for OpenSSL and not for this process's children.
        Environment.GetEnvironmentVariables();
        _ = setenv("OPENSSL_CONF", "/dev/null", overwrite: 0);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint getauxval(nuint type);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int __nss_configure_lookup(string database, string services);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}
