using Fleeting.Protocol;
using FleetingHost.Plugins;
using Grpc.Core;

namespace FleetingHost.Connecting;

/// <summary>Connects to instances: ConnectInfo, then SSH, again and again until the connector's timeout has passed.</summary>
/// <param name="group">The plugin, after Init.</param>
/// <param name="options">GitLab Runner's ways by default.</param>
/// <param name="onRetry">Told the instance and why a try failed.</param>
internal sealed class InstanceConnector(
    InstanceGroup.InstanceGroupClient group, ConnectorOptions options, Action<string, string>? onRetry = null)
{
    /// <summary>The end of a <see cref="ConnectInfoResponse.Expires"/>, in GitLab Runner's words.</summary>
    public const string Expired = "connect info expired";

    /// <summary>Connects to one instance.</summary>
    /// <exception cref="ConnectException">Asking again would not help, or the timeout has passed.</exception>
    public async Task<SshSession> ConnectAsync(string instance, CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        while (true)
        {
            var info = await AskAsync(instance, cancellationToken);
            var target = SshTarget.From(instance, info, options.UseExternalAddress);
            if (await TryAsync(instance, info, target, started, cancellationToken) is { } session)
            {
                return session;
            }

            onRetry?.Invoke(instance, Expired);
        }
    }

    private async Task<ConnectInfoResponse> AskAsync(string instance, CancellationToken cancellationToken)
    {
        try
        {
            return await group.ConnectInfoAsync(new ConnectInfoRequest { Instance = instance }, cancellationToken: cancellationToken);
        }
        catch (RpcException exception)
        {
            throw new ConnectException($"could not get connect info of {instance}: {RpcError.Text(exception)}", exception);
        }
    }

    // Null when the connect info expired before a try succeeded.
    private async Task<SshSession?> TryAsync(
        string instance, ConnectInfoResponse info, SshTarget target, long started, CancellationToken cancellationToken)
    {
        var timeout = info.Connector.Timeout > 0
            ? TimeSpan.FromTicks(info.Connector.Timeout / TimeSpan.NanosecondsPerTick)
            : options.DefaultTimeout;
        while (true)
        {
            string failure;
            try
            {
                return new SshSession(instance, target, await options.Open(target, cancellationToken));
            }
            catch (Exception exception) when (SshLogin.IsWorthARetry(exception))
            {
                failure = exception.Message;
                if (options.Time.GetElapsedTime(started) + options.RetryAfter > timeout)
                {
                    throw new ConnectException(
                        $"could not connect to {instance} at {target.Address} as {target.Username} within {timeout.TotalSeconds:0.#} s: "
                        + $"{failure}",
                        exception);
                }
            }

            onRetry?.Invoke(instance, failure);
            await Task.Delay(options.RetryAfter, options.Time, cancellationToken);
            if (info.Expires != 0 && options.Time.GetUtcNow().ToUnixTimeSeconds() >= info.Expires)
            {
                return null;
            }
        }
    }
}
