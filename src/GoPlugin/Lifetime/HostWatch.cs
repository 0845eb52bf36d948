namespace GoPlugin.Lifetime;

/// <summary>
/// Notices that the host is gone without a word: the process that started the plugin has ended and nobody is connected. A host that
/// crashed could not ask the plugin to end, and the plugin must not outlive it.
/// </summary>
/// <param name="connections">Tells whether anybody is connected: a host may take over a plugin that another process started.</param>
/// <param name="parentHasEnded">Whether the process that started the plugin has ended.</param>
/// <param name="time">Paces the looking.</param>
internal sealed class HostWatch(HostConnections connections, Func<bool> parentHasEnded, TimeProvider time)
{
    /// <summary>How long nobody may be connected, since a connection may be renewed; and the pause between two looks at the parent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the host is gone. Costs nothing while one is connected, and a look a second while none is.</summary>
    public async Task WaitUntilGoneAsync(CancellationToken cancellationToken)
    {
        Task nobody;
        do
        {
            nobody = connections.Nobody;
            await nobody.WaitAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        while (connections.Nobody != nobody || !parentHasEnded());
    }
}
