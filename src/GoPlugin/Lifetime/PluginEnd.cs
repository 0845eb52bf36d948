using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Lifetime;

/// <summary>Decides when the plugin ends: the first reason counts.</summary>
internal sealed class PluginEnd(HostConnections connections, ILogger log)
{
    private readonly TaskCompletionSource<int> _exitCode = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the end, with one of <see cref="PluginExitCode"/>.</summary>
    public Task<int> ExitCode => _exitCode.Task;

    /// <summary>The host called the controller's Shutdown.</summary>
    public void AskedByHost()
    {
        Log.ShutdownAsked(log);
        _exitCode.TrySetResult(PluginExitCode.Ended);
    }

    /// <summary>Whoever runs the server cancelled it.</summary>
    public void Cancelled() => _exitCode.TrySetResult(PluginExitCode.Ended);

    /// <summary>A signal came. While a host is connected it is the host's to act on; SIGINT always is.</summary>
    public void Signalled(PosixSignal signal)
    {
        if (connections.Any || signal == PosixSignal.SIGINT)
        {
            Log.SignalIgnored(log, signal.ToString());
            return;
        }

        Log.SignalHeeded(log, signal.ToString());
        _exitCode.TrySetResult(PluginExitCode.Ended);
    }

    /// <summary>The watch found the host gone.</summary>
    public void HostGone()
    {
        Log.HostGone(log);
        _exitCode.TrySetResult(PluginExitCode.HostGone);
    }
}
