using System.Runtime.InteropServices;

namespace GoPlugin;

/// <summary>What .NET does not offer of Unix.</summary>
internal static partial class Libc
{
    /// <summary>The id of the process that started this one, or of the one that inherited it when that has ended.</summary>
    public static int ParentProcessId() => getppid();

    /// <summary>The id of the group of that name; null when there is none.</summary>
    public static uint? GroupId(string name)
    {
        var entry = getgrnam(name);

        // struct group { char *gr_name; char *gr_passwd; gid_t gr_gid; ... }
        return entry == 0 ? null : (uint)Marshal.ReadInt32(entry, 2 * nint.Size);
    }

    /// <summary>Gives a file to a group; false when that is not allowed.</summary>
    public static bool TryChangeGroup(string path, uint groupId) => chown(path, uint.MaxValue, groupId) == 0;

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getppid();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint getgrnam(string name);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int chown(string path, uint owner, uint group);
}
