using System.Runtime.InteropServices;

namespace FleetingHost.Commands;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: the first asks for an orderly end, the second for an immediate one. Nobody sends SIGTERM twice: an orderly
/// end that takes longer than a few seconds becomes an immediate one by itself.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    // With what follows, shutting the plugin down, it stays within the ten seconds that docker stop gives.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile bool _terminated;

    private Interrupt()
    {
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal, and some seconds after a first that was not Ctrl-C.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <summary>By which exit code the first signal shows.</summary>
    public int ExitCode => _terminated ? ExitCodes.Terminated : ExitCodes.Interrupted;

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
        if (context.Signal != PosixSignal.SIGINT && !_stop.IsCancellationRequested)
        {
            _terminated = context.Signal == PosixSignal.SIGTERM;
            _abandon.CancelAfter(_grace);
        }

        (_stop.IsCancellationRequested ? _abandon : _stop).Cancel();
    }
}
