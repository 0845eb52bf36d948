using System.Globalization;
using GoPlugin.Contract;
using GoPlugin.Native;

namespace GoPlugin.Listening;

/// <summary>Who may connect to the plugin's socket.</summary>
internal static class UnixSocketAccess
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerAndGroup = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Lets the owner connect and, when one is given, that group.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="group">A group's name or number; nothing when null or empty.</param>
    public static void Apply(string path, string? group)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (string.IsNullOrEmpty(group))
        {
            File.SetUnixFileMode(path, Owner);
            return;
        }

        if (!Libc.TryChangeGroup(path, Find(group)))
        {
            throw new PluginStartException(
                $"could not give the plugin's socket {path} to the group {group} of {EnvironmentVariable.UnixSocketGroup}: " +
                "the system refused; the plugin's user must be a member of that group");
        }

        File.SetUnixFileMode(path, OwnerAndGroup);
    }

    // A number first, as go-plugin does: names are looked up in the machine's directory, which may take its time.
    private static uint Find(string group) =>
        uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : Libc.GroupId(group) ?? throw new PluginStartException(
            $"could not give the plugin's socket to the group {group} of {EnvironmentVariable.UnixSocketGroup}: " +
            "this machine has no group of that name; name one that exists, or give its number");
}
