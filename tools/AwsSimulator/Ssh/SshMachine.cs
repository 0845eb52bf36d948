using System.Diagnostics;
using AwsSimulator.Cloud;
using AwsSimulator.Logging;
using Microsoft.Extensions.Logging;

namespace AwsSimulator.Ssh;

/// <summary>
/// One sshd in a process namespace of its own. The namespace ends, with every session in it, when its standard input closes: at
/// <see cref="DisposeAsync"/>, and also when the simulator's process is killed.
/// </summary>
internal sealed class SshMachine(
    string directory, LoopbackAddresses addresses, int port, GroupSettings settings, ILogger logger, string instanceId) : IAsyncDisposable
{
    private readonly SshFiles _files = new(directory);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Process? _process;
    private bool _stopped;

    /// <summary>Returns when sshd has said that it listens on every address.</summary>
    /// <exception cref="SshStartException">It ended instead; the text is its own.</exception>
    /// <exception cref="OperationCanceledException">The machine was stopped meanwhile.</exception>
    public async Task StartAsync(string hostKey, CancellationToken cancellationToken)
    {
        _files.Write(settings, hostKey, addresses, port);
        lock (_gate)
        {
            if (_stopped)
            {
                throw new OperationCanceledException();
            }

            _process = SshCommand.Start(_files);
        }

        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = ReadLogAsync(_process.StandardError, listening);
        await listening.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Authorize(IReadOnlyList<DeliveredKey> keys) => _files.WriteKeys(keys);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopped = true;
        }

        if (_process is null)
        {
            return;
        }

        _process.StandardInput.Close();
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        // The log ends when the last process of the namespace has closed it, so no session is left.
        await _ended.Task.ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task ReadLogAsync(StreamReader log, TaskCompletionSource listening)
    {
        var waiting = addresses.Listen.Count();
        List<string> said = [];
        while (await log.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Log.SshdSays(logger, instanceId, line);
            if (waiting > 0)
            {
                said.Add(line);
                if (line.StartsWith("Server listening on ", StringComparison.Ordinal) && --waiting == 0)
                {
                    listening.TrySetResult();
                }
                else if (SshCommand.IsHalfStarted(line))
                {
                    listening.TrySetException(CannotStart(said));
                }
            }
        }

        listening.TrySetException(_stopped
            ? new OperationCanceledException()
            : CannotStart(said));
        _ended.SetResult();
    }

    private SshStartException CannotStart(List<string> said) =>
        new($"could not start sshd for {instanceId}: {string.Join("; ", said)}{SshCommand.Advice(said)}");
}
