using FleetingHost.Plugins;

namespace Functional;

/// <summary>The plugin under test: the one that $FLEETING_PLUGIN_AWS_BINARY names, else the one that this build has made.</summary>
internal static class PluginBinary
{
    public static string Path { get; } = System.IO.Path.GetFullPath(DefaultPlugin.Path());
}
