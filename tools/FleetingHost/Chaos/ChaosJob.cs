using System.Globalization;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Plugins;
using Grpc.Core;

namespace FleetingHost.Chaos;

/// <summary>A job on an instance: heartbeat, connect, a command over SSH that says something at its end.</summary>
internal sealed class ChaosJob(InstanceGroup.InstanceGroupClient group, InstanceConnector connector, TimeSpan connectTimeout)
{
    /// <summary>How long GitLab Runner waits for a heartbeat.</summary>
    public static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Runs it. Whatever goes wrong is in the result.</summary>
    public async Task<JobResult> RunAsync(string instance, TimeSpan length, CancellationToken cancellationToken)
    {
        try
        {
            if (await HeartbeatAsync(instance, cancellationToken) is { } sick)
            {
                return new JobResult(instance, JobEnd.Unhealthy, sick);
            }

            using var session = await ConnectAsync(instance, cancellationToken);
            var command = string.Create(CultureInfo.InvariantCulture, $"sleep {length.TotalSeconds:0.0} && echo done");
            var result = await session.RunAsync(command, cancellationToken);
            return result is { ExitCode: 0, Stdout: "done\n" }
                ? new JobResult(instance, JobEnd.Ran)
                : new JobResult(instance, JobEnd.Failed, $"the command ended with exit code {result.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none"} {result.Stderr}");
        }
        catch (Exception exception) when (
            exception is ConnectException or OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            // Whatever else failed did so because the host ended.
            return new JobResult(instance, JobEnd.Cancelled);
        }
        catch (ConnectException exception)
        {
            return new JobResult(instance, JobEnd.Failed, exception.Message);
        }
    }

    /// <summary>Null: healthy. Else the plugin's reason.</summary>
    public async Task<string?> HeartbeatAsync(string instance, CancellationToken cancellationToken)
    {
        try
        {
            await group.HeartbeatAsync(
                new HeartbeatRequest { Instance = instance }, deadline: DateTime.UtcNow + HeartbeatTimeout, cancellationToken: cancellationToken);
            return null;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return null;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return RpcError.Text(exception);
        }
    }

    private async Task<SshSession> ConnectAsync(string instance, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connectTimeout);
        try
        {
            return await connector.ConnectAsync(instance, limit.Token);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ConnectException { InnerException: RpcException { StatusCode: StatusCode.Cancelled } }
            && limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectException($"could not connect to {instance} within {connectTimeout.TotalMinutes:0.#} minutes", exception);
        }
    }
}
