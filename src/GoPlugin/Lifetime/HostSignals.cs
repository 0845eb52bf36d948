using System.Runtime.InteropServices;

namespace GoPlugin.Lifetime;

/// <summary>
/// Keeps the signals that are meant for the host from ending the plugin: the host still has instances to delete through it. See
/// docs/decisions/0001-end-after-the-host.md.
/// </summary>
internal sealed class HostSignals : IDisposable
{
    // A terminal and a service manager send these to every process of the group: Ctrl-C, Ctrl-\, hang-up, stop.
    private static readonly PosixSignal[] _signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP, PosixSignal.SIGTERM];

    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="received">Told of each signal; the signal itself has no further effect.</param>
    public HostSignals(Action<PosixSignal> received)
    {
        _registrations = [.. _signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            received(context.Signal);
        }))];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }
}
