using Renci.SshNet;
using Renci.SshNet.Common;

namespace FleetingHost.Connecting;

/// <summary>A login on one instance.</summary>
internal sealed class SshSession(string instance, SshTarget target, SshClient client) : IDisposable
{
    public SshTarget Target => target;

    /// <summary>Runs a command through the user's shell and waits for its end.</summary>
    /// <exception cref="ConnectException">The connection broke first.</exception>
    public async Task<CommandResult> RunAsync(string commandText, CancellationToken cancellationToken)
    {
        using var command = client.CreateCommand(commandText);
        try
        {
            await command.ExecuteAsync(cancellationToken);
        }
        catch (SshException exception)
        {
            throw new ConnectException($"could not run the command on {instance}: {exception.Message}", exception);
        }

        return new CommandResult(command.ExitStatus, command.Result, command.Error);
    }

    public void Dispose() => client.Dispose();
}
