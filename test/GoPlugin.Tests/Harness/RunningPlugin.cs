using GoPlugin.Contract;
using TestKit;

namespace GoPlugin.Tests.Harness;

/// <summary>A plugin served in this process, over a real socket, and what its host sees of it.</summary>
internal sealed class RunningPlugin : IAsyncDisposable
{
    public const string CookieKey = "PROBE_PLUGIN";
    public const string CookieValue = "yes";

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _stderr = new();
    private readonly LineWriter _stdout = new();
    private readonly TempFolder _folder = new();

    /// <param name="log">Gets the plugin's log.</param>
    /// <param name="time">The plugin's clock; the machine's when null.</param>
    /// <param name="environment">On top of the cookie and a folder for the socket; a null value takes a variable away.</param>
    public RunningPlugin(LogRecorder log, TimeProvider? time = null, params (string Name, string? Value)[] environment)
    {
        var variables = new Dictionary<string, string?>
        {
            [CookieKey] = CookieValue,
            [EnvironmentVariable.UnixSocketDirectory] = _folder.Path,
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var options = new PluginServerOptions
        {
            ProgramName = "probe-plugin",
            HostName = "Probe Host",
            CookieKey = CookieKey,
            CookieValue = CookieValue,
            ProtocolVersions = [1, 3],
        };
        var server = new PluginServer(options, variables.GetValueOrDefault, _stdout, () => true, _stderr, log, time ?? TimeProvider.System);
        ExitCode = server.ServeAsync([Service.AsPluginService()], _stop.Token);
    }

    public ProbeService Service { get; } = new();

    public Task<int> ExitCode { get; }

    /// <summary>Where the socket goes unless the environment says otherwise.</summary>
    public string Folder => _folder.Path;

    public string Stdout => _stdout.ToString();

    public string Stderr => _stderr.ToString();

    /// <summary>The handshake; fails when the plugin ends without one.</summary>
    public async Task<string[]> HandshakeAsync()
    {
        await Task.WhenAny(_stdout.FirstLine, ExitCode);
        Assert.False(ExitCode.IsCompleted, $"the plugin ended with exit code {(ExitCode.IsCompleted ? await ExitCode : 0)}: {Stderr}");
        return (await _stdout.FirstLine).Split('|');
    }

    /// <summary>A host that is connected without TLS.</summary>
    public async Task<Host> ConnectAsync() => new((await HandshakeAsync())[3]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ExitCode;
        _stop.Dispose();
        _folder.Dispose();
    }
}
