namespace FleetingHost.Plugins;

/// <summary>How <see cref="PluginProcess"/> starts a plugin. The defaults are GitLab Runner's.</summary>
internal sealed record PluginOptions
{
    /// <summary>The name of the environment variable that tells a fleeting plugin who started it.</summary>
    public const string CookieName = "FLEETING_INSTANCE_GROUP_PLUGIN";

    /// <summary>The value of it.</summary>
    public const string CookieValue = "4c6410b1-cb78-4962-8c76-ab936d0ea908";

    /// <summary>The cookie to send; null sends none.</summary>
    public string? Cookie { get; init; } = CookieValue;

    /// <summary>The value of <c>PLUGIN_PROTOCOL_VERSIONS</c>; null leaves it out.</summary>
    public string? ProtocolVersions { get; init; } = "0";

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether both sides prove themselves with a certificate made for this run. GitLab Runner does not.</summary>
    public bool AutoMtls { get; init; }

    /// <summary>
    /// Whether the plugin gets a stdin of its own, closed when this object is disposed. By default it has the host's.
    /// </summary>
    public bool OwnStdin { get; init; }

    /// <summary>How long the handshake line may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the plugin may take to end after the controller's Shutdown before it is killed.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Called for each line of the plugin's stderr, from the thread that reads it.</summary>
    public Action<PluginLogEntry>? OnLog { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
