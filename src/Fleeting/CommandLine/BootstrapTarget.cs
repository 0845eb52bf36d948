namespace Fleeting.CommandLine;

/// <summary>Where <c>bootstrap</c> puts the plugin.</summary>
/// <param name="Root">The folder of all plugins; exists.</param>
/// <param name="Directory">The folder of this version of this plugin, below it.</param>
/// <param name="Warning">What the user should know of it; null when nothing is odd.</param>
internal sealed record BootstrapTarget(string Root, string Directory, string? Warning)
{
    private const string DefaultRoot = "/plugins";
    private const string RootVariable = "FLEETING_PLUGIN_PATH";
    private const string VersionVariable = "FLEETING_PLUGIN_PKG_VERSION";

    public static BootstrapTarget Choose(string repositoryName, PluginVersion plugin, Func<string, string?> environment)
    {
        var repository = PluginRepository.Parse(repositoryName);
        var package = environment(VersionVariable) ?? "";
        var version = plugin.Version.Length > 0 ? plugin.Version : package;
        if (version.Length == 0)
        {
            throw new BootstrapException(
                $"could not bootstrap {repositoryName}: this build of {plugin.Name} has no version; set {VersionVariable}");
        }

        if (version is "." or ".." || version.IndexOfAny(['/', '\\']) >= 0)
        {
            throw new BootstrapException(
                $"could not bootstrap {repositoryName}: {VersionVariable} is \"{version}\", which is not a version such as 1.2.3");
        }

        var root = environment(RootVariable) is { Length: > 0 } given ? Path.GetFullPath(given) : DefaultRoot;
        return System.IO.Directory.Exists(root)
            ? new BootstrapTarget(
                root,
                Path.Combine(root, repository.Registry, PluginRepository.Escape(repository.Path), PluginRepository.Escape(version)),
                version.StartsWith(package, StringComparison.Ordinal)
                    ? null
                    : $"warning: {VersionVariable} says {package}, but this is {plugin.Name} {version}, which it is copied as")
            : throw new BootstrapException(
                $"could not bootstrap {repositoryName}: there is no folder {root}; create it, or name another in {RootVariable}");
    }
}
