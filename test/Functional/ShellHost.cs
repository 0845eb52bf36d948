using System.Diagnostics;
using System.Globalization;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Grpc.Core;
using Grpc.Net.Client;

namespace Functional;

/// <summary>
/// A shell in the host's place: it starts the plugin and can be ended in every way. The pipes' other ends and the connection are held by the
/// test, which closes with them what a host's end closes. Disposing it fails the test when the plugin is still there, or left something.
/// </summary>
internal sealed class ShellHost : IAsyncDisposable
{
    /// <summary>Starts the plugin, says its id on stderr, and stays until it ends.</summary>
    public const string Stays = "\"$0\" & echo $! >&2; wait";

    /// <summary>The same, but is gone at once.</summary>
    public const string Leaves = "\"$0\" & echo $! >&2";

    private readonly PrivateFolder _folder = new();
    private readonly Process _shell;
    private GrpcChannel? _channel;
    private int _plugin;

    private ShellHost(string script)
    {
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, PluginBinary.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [PluginOptions.CookieName] = PluginOptions.CookieValue, ["TMPDIR"] = _folder.Path },
        })!;
    }

    /// <summary>The plugin's process.</summary>
    public int PluginId => _plugin;

    public StreamReader Stdout => _shell.StandardOutput;

    public StreamReader Stderr => _shell.StandardError;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="script">What the shell runs; the plugin is <c>$0</c>.</param>
    public static async Task<ShellHost> StartAsync(string script)
    {
        var host = new ShellHost(script);
        host._plugin = int.Parse((await host.Stderr.ReadLineAsync(Cancel))!, CultureInfo.InvariantCulture);
        return host;
    }

    /// <summary>Reads the handshake and connects as a host does.</summary>
    public async Task ConnectAsync()
    {
        _channel = PluginChannel.Open(Handshake.Parse((await Stdout.ReadLineAsync(Cancel))!), null);
        await CallAsync();
    }

    /// <summary>A call that the plugin answers, and logs.</summary>
    public async Task CallAsync()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new InstanceGroup.InstanceGroupClient(_channel).InitAsync(new InitRequest(), cancellationToken: Cancel));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    /// <summary>The controller's Shutdown.</summary>
    public async Task ShutdownAsync() => await new GoPlugin.Protocol.GRPCController.GRPCControllerClient(_channel).ShutdownAsync(
        new GoPlugin.Protocol.Empty(), cancellationToken: Cancel);

    /// <summary>Ends the shell by a signal, and closes the connection at the same moment, as the kernel would.</summary>
    public void End(int signal)
    {
        Signals.Send(_shell.Id, signal);
        _channel?.Dispose();
    }

    /// <summary>Fails unless the plugin ends, which takes it about a second; a busy machine may need more.</summary>
    public async Task PluginEndsAsync()
    {
        if (!IsRunning(_plugin))
        {
            return;
        }

        using var plugin = Process.GetProcessById(_plugin);
        await plugin.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        var left = IsRunning(_plugin);
        if (left)
        {
            Signals.Send(_plugin, Signals.Kill);
        }

        _channel?.Dispose();
        if (!_shell.HasExited)
        {
            _shell.Kill();
        }

        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
        var content = _folder.Content;
        _folder.Dispose();
        Assert.False(left, "the plugin was still there");
        Assert.Equal([], content);
    }

    private static bool IsRunning(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
