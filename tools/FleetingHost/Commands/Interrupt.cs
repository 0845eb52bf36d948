using System.Runtime.InteropServices;

namespace FleetingHost.Commands;

/// <summary>Ctrl-C and SIGTERM: the first asks for an orderly end, the second for an immediate one.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    private Interrupt()
    {
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <summary>Takes over the signals until disposed.</summary>
    public static Interrupt Register()
    {
        var interrupt = new Interrupt();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            interrupt._registrations.Add(PosixSignalRegistration.Create(signal, interrupt.On));
        }

        return interrupt;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _abandon.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _abandon : _stop).Cancel();
    }
}
