using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Plugins;
using FleetingHost.Reporting;
using Grpc.Core;

namespace FleetingHost.Driving;

/// <summary>What a job start is to GitLab Runner: heartbeat, connect, run.</summary>
internal sealed class InstanceJob(
    InstanceGroup.InstanceGroupClient group, InstanceConnector connector, string command, Progress progress, TimeProvider time)
{
    /// <summary>Runs the command on an instance. Whatever goes wrong is in the outcome.</summary>
    public async Task<InstanceOutcome> RunAsync(string instance, TimeSpan toRunning, CancellationToken cancellationToken)
    {
        var outcome = new InstanceOutcome { Instance = instance, ToRunning = toRunning };
        try
        {
            await HeartbeatAsync(instance, cancellationToken);
            var started = time.GetTimestamp();
            using var session = await connector.ConnectAsync(instance, cancellationToken);
            var took = time.GetElapsedTime(started);
            outcome = outcome with { Address = session.Target.Address, ToConnected = took };
            progress.Line($"{instance} connected: {session.Target.Username}@{session.Target.Address} after {took.TotalSeconds:0.00} s");

            started = time.GetTimestamp();
            var result = await session.RunAsync(command, cancellationToken);
            outcome = outcome with { ToFinished = time.GetElapsedTime(started) };
            progress.Block(instance, $"{result.Stdout}{result.Stderr}");
            return result.ExitCode is { } code
                ? outcome with { ExitCode = code }
                : outcome with { Error = $"the command on {instance} was ended by a signal" };
        }
        catch (Exception exception) when (exception is ConnectException or GroupException)
        {
            return outcome with { Error = exception.Message };
        }
        catch (OperationCanceledException)
        {
            return outcome with { Error = "interrupted" };
        }
    }

    private async Task HeartbeatAsync(string instance, CancellationToken cancellationToken)
    {
        try
        {
            await group.HeartbeatAsync(new HeartbeatRequest { Instance = instance }, cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            // A plugin of the first generation: healthy as far as anyone can tell.
        }
        catch (RpcException exception)
        {
            throw new GroupException($"{instance} is not healthy: {RpcError.Text(exception)}", exception);
        }
    }
}
