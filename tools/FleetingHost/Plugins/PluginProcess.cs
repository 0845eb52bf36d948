using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using GoPlugin.Protocol;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace FleetingHost.Plugins;

/// <summary>A plugin that runs as our child, driven as GitLab Runner drives it. Disposing it ends it, by force if it must be.</summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly PluginOutput _output;
    private readonly PluginOptions _options;
    private readonly X509Certificate2? _hostCertificate;
    private readonly HeldStreams _streams;
    private bool _disposed;

    private PluginProcess(
        Process process, PluginOutput output, PluginOptions options, X509Certificate2? hostCertificate, Handshake handshake)
    {
        _process = process;
        _output = output;
        _options = options;
        _hostCertificate = hostCertificate;
        Id = process.Id;
        Handshake = handshake;
        Channel = PluginChannel.Open(handshake, hostCertificate);
        _streams = new HeldStreams(Channel);
    }

    public int Id { get; }

    public Handshake Handshake { get; }

    /// <summary>The channel to the plugin's services; stubs of any of them can be put on it.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>Every line of stderr so far.</summary>
    public IReadOnlyList<PluginLogEntry> Log => _output.Log;

    /// <summary>Every line of stdout so far; only ever the handshake.</summary>
    public IReadOnlyList<string> Stdout => _output.Stdout;

    /// <summary>Whether it had to be killed because it did not end by itself in time.</summary>
    public bool Killed { get; private set; }

    /// <summary>Ends when the plugin's stdio stream does, which is when it stops serving.</summary>
    public Task<Status> Stdio => _streams.Stdio;

    /// <summary>Ends when the broker's stream does.</summary>
    public Task<Status> Broker => _streams.Broker;

    /// <summary>Starts a plugin and waits until it serves.</summary>
    /// <param name="path">The executable.</param>
    /// <param name="environment">Added to our own environment; a null value removes a variable.</param>
    /// <param name="options">GitLab Runner's ways when null.</param>
    /// <param name="cancellationToken">Ends the wait, and the child with it.</param>
    /// <exception cref="PluginStartException">It did not come to serve; nothing is left of it.</exception>
    public static async Task<PluginProcess> StartAsync(
        string path, IReadOnlyDictionary<string, string?> environment, PluginOptions? options, CancellationToken cancellationToken)
    {
        options ??= new PluginOptions();
        var certificate = options.AutoMtls ? HostCertificate.Create(options.Time) : null;
        using var late = new CancellationTokenSource(options.HandshakeTimeout, options.Time);
        var process = PluginStarter.Start(path, environment, options, certificate);
        var output = new PluginOutput(process.StandardOutput, process.StandardError, options.OnLog);
        try
        {
            var handshake = await PluginStarter.ReadHandshakeAsync(path, process, output, options, late.Token, cancellationToken);
            return new PluginProcess(process, output, options, certificate, handshake);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            await output.Drained;
            process.Dispose();
            certificate?.Dispose();
            throw;
        }
    }

    /// <summary>go-plugin's ping: the health of service <c>plugin</c>.</summary>
    public async Task<HealthCheckResponse.Types.ServingStatus> PingAsync(CancellationToken cancellationToken)
    {
        var request = new HealthCheckRequest { Service = "plugin" };
        return (await new Health.HealthClient(Channel).CheckAsync(request, cancellationToken: cancellationToken)).Status;
    }

    /// <summary>Pings, and says what is wrong when the answer is not that it serves.</summary>
    /// <exception cref="PluginStartException">It does not serve.</exception>
    public async Task EnsureServingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await PingAsync(cancellationToken);
            if (status != HealthCheckResponse.Types.ServingStatus.Serving)
            {
                throw new PluginStartException($"could not ping the plugin: its health is {status}, not Serving");
            }
        }
        catch (RpcException exception)
        {
            throw new PluginStartException($"could not ping the plugin: {RpcError.Text(exception)}", exception);
        }
    }

    /// <summary>
    /// Ends when the process has ended and all its output was read. The exit code; 128 and the signal's number after a signal.
    /// </summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _output.Drained.WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks the controller to shut down and kills the plugin when it is still there after the grace time. One that has ended is left alone.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ShutdownAsync(CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            return await WaitForExitAsync(cancellationToken);
        }

        using var grace = new CancellationTokenSource(_options.ShutdownGrace, _options.Time);
        try
        {
            var controller = new GRPCController.GRPCControllerClient(Channel);
            await controller.ShutdownAsync(new Empty(), cancellationToken: grace.Token);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // It may end before it answers, or be gone already. What counts is whether it ends.
        }

        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }

        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Closes the plugin's own stdin, as the end of the host would.</summary>
    public void CloseStdin() => _process.StandardInput.Close();

    /// <summary>Kills the plugin with SIGKILL and all that it has started.</summary>
    public void Kill()
    {
        Killed = true;
        _process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await ShutdownAsync(CancellationToken.None);
        await _streams.DisposeAsync();
        Channel.Dispose();
        _process.Dispose();
        _hostCertificate?.Dispose();
        // A plugin that was killed leaves its socket; nothing may stay behind.
        if (Handshake.Network == "unix")
        {
            File.Delete(Handshake.Address);
        }
    }
}
