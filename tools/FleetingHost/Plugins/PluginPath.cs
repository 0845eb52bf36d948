using System.Text.RegularExpressions;

namespace FleetingHost.Plugins;

/// <summary>Finds a plugin's executable as Go's <c>exec.LookPath</c> does.</summary>
internal static partial class PluginPath
{
    /// <summary>The full path of a plugin: a name with a slash is a path, any other is looked for in the folders of PATH.</summary>
    /// <exception cref="PluginStartException">There is no such executable file.</exception>
    public static string Find(string plugin, string? searchPath)
    {
        if (Installed().IsMatch(plugin))
        {
            throw new PluginStartException(
                $"could not find plugin '{plugin}': that is what gitlab-runner fleeting install puts below ~/.config/fleeting/plugins, which only the "
                + "runner reads; give the binary by --plugin, or set plugin = \"fleeting-plugin-aws\" and put it on PATH");
        }

        if (plugin.Contains('/'))
        {
            return IsExecutable(plugin)
                ? Path.GetFullPath(plugin)
                : throw new PluginStartException(
                    $"could not find plugin '{plugin}': there is no executable file at {Path.GetFullPath(plugin)}");
        }

        var folders = (searchPath ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, plugin)).FirstOrDefault(IsExecutable)
            ?? throw new PluginStartException(
                $"could not find plugin '{plugin}': no folder of PATH has an executable file of that name (PATH={searchPath}); "
                + "put the binary into one of them, or give its path");
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    [GeneratedRegex(@"^[^:]+:[\w.+-]+$")]
    private static partial Regex Installed();
}
