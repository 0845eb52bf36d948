using System.Runtime.InteropServices;

namespace AwsClients.Trust;

/// <summary>What .NET itself would trust.</summary>
public static partial class PlatformTrust
{
    private const string Nowhere = "/dev/null";

    /// <summary>
    /// Keeps .NET from reading the system's certificate authorities, which it does, all of them, before it verifies anything, needed or not: the
    /// session brings its own. To be called before anything else in a process that has no other use for them: a chain that is verified without
    /// authorities of its own is trusted by nobody then. Only on Linux; elsewhere .NET does not read them itself.
    /// </summary>
    public static void LeaveUnread()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // From here on .NET has a copy of the environment, which is what this process and its children see.
        Environment.GetEnvironmentVariables();
        foreach (var name in (string[])["SSL_CERT_FILE", "SSL_CERT_DIR"])
        {
            _ = setenv(name, Nowhere, overwrite: 1);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}
