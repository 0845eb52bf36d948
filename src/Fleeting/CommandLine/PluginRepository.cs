using System.Text;

namespace Fleeting.CommandLine;

/// <summary>The name of an OCI repository that holds a plugin.</summary>
/// <param name="Registry">For example <c>registry.gitlab.com</c>.</param>
/// <param name="Path">For example <c>gitlab-org/fleeting/plugins/aws</c>.</param>
internal sealed record PluginRepository(string Registry, string Path)
{
    private const string DefaultRegistry = "registry.gitlab.com";
    private const string OfficialPlugins = "gitlab-org/fleeting/plugins";

    /// <summary>
    /// Reads a name as <c>gitlab-runner fleeting install</c> does: a bare name is one of the official plugins, a name without a
    /// registry host is on registry.gitlab.com, and a tag or digest does not count.
    /// </summary>
    public static PluginRepository Parse(string name)
    {
        var parts = WithoutTag(name).Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal)))
        {
            throw Invalid(name);
        }

        if (parts.Length == 1)
        {
            return IsRegistry(parts[0]) ? throw Invalid(name) : new PluginRepository(DefaultRegistry, $"{OfficialPlugins}/{parts[0]}");
        }

        return IsRegistry(parts[0])
            ? new PluginRepository(parts[0], string.Join('/', parts[1..]))
            : new PluginRepository(DefaultRegistry, string.Join('/', parts));
    }

    /// <summary>Writes upper-case letters as <c>!lower</c>, so that file systems without regard to case keep names apart.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                escaped.Append('!').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }

    private static string WithoutTag(string name)
    {
        var digest = name.IndexOf('@', StringComparison.Ordinal);
        name = digest < 0 ? name : name[..digest];
        var tag = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return tag < 0 ? name : name[..tag];
    }

    // As container tools tell a host from the first part of a path.
    private static bool IsRegistry(string part) =>
        part == "localhost" || part.Contains('.', StringComparison.Ordinal) || part.Contains(':', StringComparison.Ordinal);

    private static BootstrapException Invalid(string name) => new(
        $"could not bootstrap: \"{name}\" is not the name of a repository; " +
        "name one like aws, my-group/my-plugin or registry.example.com/my-group/my-plugin");
}
