using Fleeting.Protocol;
using FleetingHost.Plugins;
using Microsoft.Extensions.Logging;

namespace Functional;

/// <summary>
/// A plugin process of one test. Disposing it ends the plugin and fails the test when something stayed behind or was printed that should
/// not have been: a process that had to be killed, a file, a second line on stdout, a log line that is no hclog, an unexpected warning.
/// </summary>
internal sealed class RunningPlugin : IAsyncDisposable
{
    private readonly PrivateFolder _folder;
    private readonly HashSet<string> _expected = [];

    private RunningPlugin(PrivateFolder folder, PluginProcess process)
    {
        _folder = folder;
        Process = process;
        Group = new InstanceGroup.InstanceGroupClient(process.Channel);
    }

    public PluginProcess Process { get; }

    public InstanceGroup.InstanceGroupClient Group { get; }

    /// <summary>The plugin's temporary folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts the plugin with a temporary folder of its own.</summary>
    public static async Task<RunningPlugin> StartAsync(
        IReadOnlyDictionary<string, string?>? environment = null, PluginOptions? options = null)
    {
        var folder = new PrivateFolder();
        try
        {
            var all = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>());
            all.TryAdd("TMPDIR", folder.Path);
            var process = await PluginProcess.StartAsync(PluginBinary.Path, all, options, TestContext.Current.CancellationToken);
            return new RunningPlugin(folder, process);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Allows warnings and errors of these events.</summary>
    public RunningPlugin Expect(params ReadOnlySpan<string> events)
    {
        _expected.UnionWith(events.ToArray());
        return this;
    }

    /// <summary>
    /// Ends the plugin and gives the log entries of an event. A line of the log may come after the answer to the call that wrote it: only
    /// the log of a process that has ended is whole.
    /// </summary>
    public async Task<IReadOnlyList<PluginLogEntry>> EndedLogOfAsync(string eventName)
    {
        await Process.ShutdownAsync(CancellationToken.None);
        return [.. Process.Log.Where(entry => entry.Fields.GetValueOrDefault("event") == eventName)];
    }

    public async ValueTask DisposeAsync()
    {
        using var folder = _folder;
        await using var process = Process;
        var exitCode = await process.ShutdownAsync(CancellationToken.None);

        Assert.False(process.Killed, "the plugin had to be killed");
        Assert.Equal(0, exitCode);
        Assert.Equal([process.Handshake.Line], process.Stdout);
        var unexpected = process.Log.Where(entry => !entry.IsStructured || IsUnexpected(entry)).Select(entry => entry.Line).ToList();
        Assert.True(unexpected.Count == 0, $"Unexpected in the log:\n{string.Join('\n', unexpected)}");
        Assert.Equal([], folder.Content);
        Assert.False(File.Exists(process.Handshake.Address), "the socket stayed behind");
    }

    private bool IsUnexpected(PluginLogEntry entry) =>
        entry.Level >= LogLevel.Warning && !_expected.Contains(entry.Fields.GetValueOrDefault("event") ?? "");
}
