using System.Collections.Concurrent;
using AwsSimulator.Cloud;
using AwsSimulator.Logging;
using Microsoft.Extensions.Logging;

namespace AwsSimulator.Ssh;

/// <summary>A real sshd for every instance whose group wants one; nothing behind the others.</summary>
internal sealed class SshMachines : IInstanceMachines, IAsyncDisposable
{
    private readonly AddressPool _pool;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, SshMachine> _machines = new();
    private readonly ConcurrentBag<Task> _work = [];
    private readonly PrivateDirectory _directory;
    private readonly Lazy<Task<string>> _hostKey;
    private readonly PortReservation _reservation;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="port">Null: one that is free.</param>
    /// <exception cref="IOException">The port is taken, or not for this user.</exception>
    public SshMachines(AddressPool pool, int? port, ILoggerFactory loggers)
    {
        // Before the directory: whoever has no port leaves nothing behind.
        _reservation = new PortReservation(port ?? 0);
        _directory = new PrivateDirectory(Path.GetTempPath());
        _pool = pool;
        _logger = loggers.CreateLogger("AwsSimulator.Ssh");
        _hostKey = new Lazy<Task<string>>(() => HostKey.CreateAsync(_directory.Path, _stopping.Token));
    }

    public int Port => _reservation.Port;

    public void Start(SimulatedInstance instance, Action<string?> started)
    {
        var directory = Path.Combine(_directory.Path, instance.Id);
        var machine = new SshMachine(directory, _pool.Assign(instance), Port, instance.Group.Settings, _logger, instance.Id);
        _machines[instance.Id] = machine;
        _work.Add(Task.Run(() => StartAsync(machine, instance, started)));
    }

    public void Stop(SimulatedInstance instance)
    {
        if (_machines.TryRemove(instance.Id, out var machine))
        {
            _work.Add(machine.DisposeAsync().AsTask());
        }
    }

    public void KeysChanged(SimulatedInstance instance, IReadOnlyList<DeliveredKey> keys)
    {
        if (_machines.TryGetValue(instance.Id, out var machine))
        {
            machine.Authorize(keys);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var machine in _machines.Values)
        {
            _work.Add(machine.DisposeAsync().AsTask());
        }

        await Task.WhenAll(_work).ConfigureAwait(false);
        _reservation.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }

    private async Task StartAsync(SshMachine machine, SimulatedInstance instance, Action<string?> started)
    {
        try
        {
            await machine.StartAsync(await _hostKey.Value.ConfigureAwait(false), _stopping.Token).ConfigureAwait(false);
            started(null);
            Log.MachineListens(_logger, instance.Id, instance.PrivateIpAddress ?? instance.Ipv6Address, Port);
        }
        catch (SshStartException error)
        {
            Log.MachineFailed(_logger, instance.Id, error.Message);
            Stop(instance);
            started(error.Message);
        }
        catch (OperationCanceledException)
        {
            started("The instance was stopped while it started.");
        }
    }
}
