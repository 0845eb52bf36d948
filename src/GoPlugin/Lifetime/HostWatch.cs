namespace GoPlugin.Lifetime;

/// <summary>
/// Notices that the host is gone without a word: the process that started the plugin has ended and nobody is connected. A host that
/// crashed could not ask the plugin to end, and the plugin must not outlive it.
/// </summary>
/// <param name="connections">Tells whether anybody is connected: a host may take over a plugin that another process started.</param>
/// <param name="parentProcessId">The id of the parent process; it changes when the parent ends.</param>
/// <param name="time">Paces the looking.</param>
internal sealed class HostWatch(HostConnections connections, Func<int> parentProcessId, TimeProvider time)
{
    /// <summary>The pause between two looks. One system call each; a plugin that lives so much longer harms nobody.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly int _parent = parentProcessId();

    /// <summary>Returns true when two looks in a row found the host gone, false when cancelled.</summary>
    public async Task<bool> WaitUntilGoneAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var wasGone = false;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                var isGone = !connections.Any && parentProcessId() != _parent;
                if (isGone && wasGone)
                {
                    return true;
                }

                wasGone = isGone;
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop looking.
        }

        return false;
    }
}
