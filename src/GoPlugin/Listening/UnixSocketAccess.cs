using System.Globalization;
using System.Net.Sockets;
using GoPlugin.Contract;
using GoPlugin.Native;
using Microsoft.Win32.SafeHandles;

namespace GoPlugin.Listening;

/// <summary>Who may connect to the plugin's socket.</summary>
internal static class UnixSocketAccess
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerAndGroup = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>
    /// Lets the owner connect, and nobody else. Before the socket has a path, where that can be done: Linux makes the socket's file with the
    /// rights that the socket has, so there is no moment at which others may connect, and no path that could be another file's by then.
    /// </summary>
    public static void OwnerOnly(Socket unbound)
    {
        if (OperatingSystem.IsLinux())
        {
            using var handle = new SafeFileHandle(unbound.Handle, ownsHandle: false);
            File.SetUnixFileMode(handle, Owner);
        }
    }

    /// <summary>Lets that group connect too.</summary>
    /// <param name="path">The socket, bound and not listening yet.</param>
    /// <param name="group">A group's name or number; nobody but the owner may connect when null or empty.</param>
    public static void Admit(string path, string? group)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (!string.IsNullOrEmpty(group))
        {
            Give(path, group);
        }
        else if (!OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, Owner);
        }
    }

    // Neither step follows a link: in a folder that others may write to, the path need not be the socket any more.
    private static void Give(string path, string group)
    {
        if (Libc.ChangeGroup(path, Find(group)) is { } notGiven)
        {
            throw new PluginStartException(
                $"could not give the plugin's socket {path} to the group {group} of {EnvironmentVariable.UnixSocketGroup}: " +
                $"{notGiven}; the plugin's user must be a member of that group");
        }

        if (Libc.ChangeMode(path, OwnerAndGroup) is { } notSet)
        {
            throw new PluginStartException(
                $"could not let the group {group} of {EnvironmentVariable.UnixSocketGroup} write to the plugin's socket {path}: {notSet}");
        }
    }

    // A number first, as go-plugin does: names are looked up in the machine's directory, which may take its time.
    private static uint Find(string group) =>
        uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : Libc.GroupId(group) ?? throw new PluginStartException(
            $"could not give the plugin's socket to the group {group} of {EnvironmentVariable.UnixSocketGroup}: " +
            "this machine has no group of that name; name one that exists, or give its number");
}
