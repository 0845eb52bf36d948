using System.Runtime.InteropServices;

namespace GoPlugin.Native;

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

    /// <summary>Gives a file to a group, and not what it links to.</summary>
    /// <returns>Why not, in the system's words; null when it was done.</returns>
    public static string? ChangeGroup(string path, uint groupId) =>
        lchown(path, uint.MaxValue, groupId) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();

    /// <summary>Sets the mode of a file that is no symbolic link.</summary>
    /// <returns>Why not, in the system's words; null when it was done.</returns>
    public static string? ChangeMode(string path, UnixFileMode mode)
    {
        var (here, doNotFollow) = OperatingSystem.IsMacOS() ? (-2, 0x20) : (-100, 0x100); // AT_FDCWD, AT_SYMLINK_NOFOLLOW
        if (fchmodat(here, path, (uint)mode, doNotFollow) == 0)
        {
            return null;
        }

        // Before 2.39 glibc does it by way of /proc, which a bare root lacks; Linux 6.6 can do it itself.
        const int ChangeModeNumber = 452; // fchmodat2, the same number on every architecture
        return OperatingSystem.IsLinux() && syscall(ChangeModeNumber, here, path, (nint)mode, doNotFollow) == 0
            ? null
            : Marshal.GetLastPInvokeErrorMessage();
    }

    /// <summary>No core dump of this process, and nobody but root may read its memory. Linux.</summary>
    public static void ForbidDumps()
    {
        const int SetDumpable = 4; // PR_SET_DUMPABLE
        _ = prctl(SetDumpable, 0, 0, 0, 0);
    }

    /// <summary>
    /// Whether the process was started with that descriptor. One that was not given may be anything by now: whatever is opened first gets the
    /// lowest number that is free. All that this process opens itself is marked to be closed in its children, and nothing inherited is.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        const int GetFlags = 1; // F_GETFD
        return fcntl(descriptor, GetFlags) == 0;
    }

    /// <summary>False when what is written to that descriptor gets nowhere: a pipe that nobody reads, a terminal that was closed.</summary>
    public static bool IsRead(int descriptor)
    {
        const int ErrorOrHangUp = 8 | 16 | 32; // POLLERR, POLLHUP, POLLNVAL
        var asked = new PollDescriptor { Descriptor = descriptor };
        return poll(ref asked, 1, 0) <= 0 || (asked.Returned & ErrorOrHangUp) == 0;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getppid();

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fcntl(int descriptor, int command);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint getgrnam(string name);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int lchown(string path, uint owner, uint group);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fchmodat(int folder, string path, uint mode, int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint syscall(nint number, nint folder, string path, nint mode, nint flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary>struct pollfd</summary>
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
