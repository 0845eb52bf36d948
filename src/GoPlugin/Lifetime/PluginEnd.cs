using System.Runtime.InteropServices;
using GoPlugin.Logging;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Lifetime;

/// <summary>Decides when the plugin ends: the first reason counts.</summary>
/// <param name="connections">Tells whether a host is connected.</param>
/// <param name="log">Gets what does not end the plugin. The reason that does is said by whoever waits for it: decided first, then logged.</param>
internal sealed class PluginEnd(HostConnections connections, ILogger log)
{
    private readonly TaskCompletionSource<EndReason> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the plugin is to end.</summary>
    public Task<EndReason> Reason => _reason.Task;

    /// <summary>The host called the controller's Shutdown.</summary>
    public void AskedByHost() => End(PluginExitCode.Ended, Log.ShutdownAsked);

    /// <summary>Whoever runs the server cancelled it.</summary>
    public void Cancelled() => End(PluginExitCode.Ended, _ => { });

    /// <summary>The host is gone: the watch noticed, or nobody reads the handshake.</summary>
    public void HostGone() => End(PluginExitCode.HostGone, Log.HostGone);

    /// <summary>A signal came. While a host is connected it is the host's to act on; SIGINT always is.</summary>
    public void Signalled(PosixSignal signal)
    {
        if (connections.Any || signal == PosixSignal.SIGINT)
        {
            Log.SignalIgnored(log, signal.ToString());
            return;
        }

        End(PluginExitCode.Ended, log => Log.SignalHeeded(log, signal.ToString()));
    }

    private void End(int exitCode, Action<ILogger> say) => _reason.TrySetResult(new EndReason(exitCode, say));
}
