namespace FleetingHost.Plugins;

/// <summary>Which plugin is meant when none is named.</summary>
internal static class DefaultPlugin
{
    /// <summary>The variable that names one.</summary>
    public const string Variable = "FLEETING_PLUGIN_AWS_BINARY";

    /// <summary>The variable's plugin, else the one that was built into the same artifacts folder in the same configuration.</summary>
    public static string Path()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }
        // artifacts/bin/FleetingHost/debug/ → artifacts/bin/FleetingPluginAws/debug/
        var here = AppContext.BaseDirectory.TrimEnd('/');
        var configuration = System.IO.Path.GetFileName(here);
        var path = System.IO.Path.Combine(here, "..", "..", "FleetingPluginAws", configuration, "fleeting-plugin-aws");
        return System.IO.Path.GetFullPath(path);
    }
}
