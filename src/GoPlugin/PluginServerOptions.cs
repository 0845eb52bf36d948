namespace GoPlugin;

/// <summary>What a kind of plugin agrees on with its hosts.</summary>
public sealed record PluginServerOptions
{
    /// <summary>How the plugin is called in messages, for example <c>fleeting-plugin-aws</c>.</summary>
    public required string ProgramName { get; init; }

    /// <summary>Who starts such plugins, for example <c>GitLab Runner</c>; for the message to those who start one by hand.</summary>
    public required string HostName { get; init; }

    /// <summary>The environment variable that a host sets.</summary>
    public required string CookieKey { get; init; }

    /// <summary>Its value. No secret: it tells a host from a user who starts the plugin by hand.</summary>
    public required string CookieValue { get; init; }

    /// <summary>The versions of the application protocol that the services speak. At least one; 0 by default.</summary>
    public IReadOnlyList<int> ProtocolVersions { get; init; } = [0];

    /// <summary>
    /// Why the plugin cannot work on this machine and what to do, for the log; null when it can. Asked once, before anything is opened: a host that
    /// got the handshake would see no more of it than a broken stream. Null by default.
    /// </summary>
    public Func<string?> FindProblem { get; init; } = () => null;
}
