using GoPlugin.Contract;
using GoPlugin.Lifetime;
using GoPlugin.Listening;
using GoPlugin.Logging;
using GoPlugin.Services;
using Microsoft.Extensions.Logging;

namespace GoPlugin;

/// <summary>Serves gRPC services to a host that speaks HashiCorp's go-plugin protocol.</summary>
/// <param name="options">What this kind of plugin agrees on with its hosts.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="stdout">Gets the handshake, one line, and nothing else.</param>
/// <param name="stdoutIsRead">Whether anybody reads stdout; false once the host is gone.</param>
/// <param name="stderr">Gets the explanation for those who start the plugin by hand.</param>
/// <param name="loggers">The log; <see cref="Hclog.HclogLoggerFactory"/> writes what hosts read.</param>
/// <param name="time">Paces the watch over the host.</param>
public sealed class PluginServer(
    PluginServerOptions options,
    Func<string, string?> environment,
    TextWriter stdout,
    Func<bool> stdoutIsRead,
    TextWriter stderr,
    ILoggerFactory loggers,
    TimeProvider time)
{
    /// <summary>
    /// How long calls that still run may take to end. The host kills the plugin two seconds after it asked it to end, and Kestrel waits another
    /// second for what it has cut off.
    /// </summary>
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(500);

    private readonly ParentProcess _parent = new();
    private readonly ILogger _log = loggers.CreateLogger(typeof(PluginServer).FullName!);

    private string Explanation =>
        $"""
        {options.ProgramName} is a plugin that {options.HostName} starts by itself; it does nothing when started by hand.
        Name it in {options.HostName}'s configuration instead, or run "{options.ProgramName} help" for what it can do here.
        """;

    /// <summary>Serves until the host asks the plugin to end, is gone, or the token is cancelled.</summary>
    /// <returns>One of <see cref="PluginExitCode"/>.</returns>
    public async Task<int> ServeAsync(IReadOnlyList<PluginService> services, CancellationToken cancellationToken)
    {
        if (environment(options.CookieKey) != options.CookieValue)
        {
            await ExplainAsync().ConfigureAwait(false);
            return PluginExitCode.Failed;
        }

        try
        {
            return await ListenAsync(services, cancellationToken).ConfigureAwait(false);
        }
        catch (PluginStartException e)
        {
            Log.NotStarted(_log, e.Message);
            return PluginExitCode.Failed;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Bug(_log, e);
            return PluginExitCode.Failed;
        }
    }

    private async Task ExplainAsync()
    {
        try
        {
            await stderr.WriteLineAsync(Explanation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no other place to say it; the exit code does.
        }
    }

    private async Task<int> ListenAsync(IReadOnlyList<PluginService> services, CancellationToken cancellationToken)
    {
        if (options.FindProblem() is { } problem)
        {
            throw new PluginStartException(problem);
        }

        using var tls = environment(EnvironmentVariable.ClientCertificate) is { Length: > 0 } pem ? AutoMtls.Create(pem, time) : null;
        using var endpoint = PluginEndpoint.Choose(environment);
        if (endpoint.UnguardedPath is { } path)
        {
            Log.SocketFolderUnguarded(_log, path.Directory, path.Origin);
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connections = new HostConnections();
        var end = new PluginEnd(connections, _log);
        var watch = new HostWatch(connections, () => _parent.HasEnded, time);

        var all = ServiceSet.Create(services, end.AskedByHost, stopping.Token);
        await using var server = new GrpcServer(endpoint, tls, connections, all, loggers, time);
        using var signals = new HostSignals(end.Signalled);
        await using var cancelled = cancellationToken.Register(end.Cancelled);
        await server.StartAsync(cancellationToken).ConfigureAwait(false);

        var watching = WatchAsync(watch, end, stopping.Token);
        try
        {
            await (await Task.WhenAny(ShakeHandsAsync(endpoint, tls, end), end.Reason).ConfigureAwait(false)).ConfigureAwait(false);
            var reason = await end.Reason.ConfigureAwait(false);
            reason.Say(_log);
            return reason.ExitCode;
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            using var grace = new CancellationTokenSource(_grace, time);
            await server.StopAsync(grace.Token).ConfigureAwait(false);
        }
    }

    private async Task ShakeHandsAsync(PluginEndpoint endpoint, AutoMtls? tls, PluginEnd end)
    {
        var handshake = new Handshake
        {
            ProtocolVersion = ProtocolVersion.Choose(options.ProtocolVersions, environment(EnvironmentVariable.ProtocolVersions)),
            Network = endpoint.Network,
            Address = endpoint.Address,
            Certificate = tls?.Certificate,
            HasMultiplexField = !string.IsNullOrEmpty(environment(EnvironmentVariable.MultiplexGrpc)),
        };
        // Before, since a host may close its end as soon as it has the line. One that ends from now on is noticed by its process.
        if (!stdoutIsRead())
        {
            end.HostGone();
            return;
        }

        await PrintAsync($"{handshake}\n").ConfigureAwait(false);
        Log.Serving(_log, handshake.Network, handshake.Address, handshake.ProtocolVersion, tls is not null);
    }

    private async Task PrintAsync(string handshake)
    {
        try
        {
            await stdout.WriteAsync(handshake).ConfigureAwait(false);
            await stdout.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginStartException(
                $"could not tell the host where to connect, which it reads from stdout: {e.Message}; start the plugin with a stdout that is read", e);
        }
    }

    private static async Task WatchAsync(HostWatch watch, PluginEnd end, CancellationToken stopping)
    {
        try
        {
            await watch.WaitUntilGoneAsync(stopping).ConfigureAwait(false);
            end.HostGone();
        }
        catch (OperationCanceledException)
        {
            // It ends for another reason.
        }
    }
}
