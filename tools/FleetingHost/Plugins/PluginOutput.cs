namespace FleetingHost.Plugins;

/// <summary>Reads all that a plugin writes, to the end, so that no pipe ever fills up.</summary>
internal sealed class PluginOutput
{
    private readonly Lock _lock = new();
    private readonly List<string> _stdout = [];
    private readonly List<PluginLogEntry> _log = [];
    private readonly TaskCompletionSource<string?> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<PluginLogEntry>? _onLog;

    public PluginOutput(TextReader stdout, TextReader stderr, Action<PluginLogEntry>? onLog)
    {
        _onLog = onLog;
        Drained = Task.WhenAll(Task.Run(() => ReadStdoutAsync(stdout)), Task.Run(() => ReadStderrAsync(stderr)));
    }

    /// <summary>The first line of stdout; null when there was none.</summary>
    public Task<string?> FirstLine => _firstLine.Task;

    /// <summary>Ends when both streams have ended.</summary>
    public Task Drained { get; }

    /// <summary>Every line of stdout so far, the handshake first.</summary>
    public IReadOnlyList<string> Stdout
    {
        get
        {
            lock (_lock)
            {
                return [.. _stdout];
            }
        }
    }

    /// <summary>Every line of stderr so far.</summary>
    public IReadOnlyList<PluginLogEntry> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    private async Task ReadStdoutAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                _stdout.Add(line);
            }

            _firstLine.TrySetResult(line);
        }

        _firstLine.TrySetResult(null);
    }

    private async Task ReadStderrAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            var entry = HclogLine.Parse(line);
            lock (_lock)
            {
                _log.Add(entry);
            }

            _onLog?.Invoke(entry);
        }
    }
}
