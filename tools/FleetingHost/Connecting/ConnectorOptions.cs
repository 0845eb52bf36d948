using Renci.SshNet;

namespace FleetingHost.Connecting;

/// <summary>How <see cref="InstanceConnector"/> connects; the defaults are GitLab Runner's.</summary>
internal sealed record ConnectorOptions
{
    /// <summary>Dial the external address.</summary>
    public bool UseExternalAddress { get; init; }

    /// <summary>The pause between two tries.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Used where the plugin names no timeout.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Makes the connection.</summary>
    public Func<SshTarget, CancellationToken, Task<SshClient>> Open { get; init; } = SshLogin.OpenAsync;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
