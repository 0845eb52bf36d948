using GoPlugin.Logging;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>
/// Loggers that write one JSON object a line, as go-plugin's hosts read it from the plugin's stderr and log it again at its level. Safe for
/// many threads; a line is one write. Logging never waits for the host to read.
/// </summary>
/// <remarks>
/// The host filters by level, so everything from trace up is written; only the web server's own chatter below a warning is left out.
/// </remarks>
public sealed class HclogLoggerFactory : ILoggerFactory, IAsyncDisposable
{
    /// <summary>How long the end of the log may take. With a plugin's own end it stays below the host's two seconds.</summary>
    private static readonly TimeSpan _flushLimit = TimeSpan.FromMilliseconds(300);

    private static readonly string[] _chattyCategories = ["Microsoft.", "System.", "Grpc."];

    private readonly TimeProvider _time;
    private readonly HclogOutput _output;

    /// <param name="stderr">Where the lines go. Not disposed here.</param>
    /// <param name="time">Stamps the lines.</param>
    public HclogLoggerFactory(Stream stderr, TimeProvider time)
    {
        _time = time;
        _output = new HclogOutput(stderr, LossNotice);
    }

    public ILogger CreateLogger(string categoryName)
    {
        var chatty = _chattyCategories.Any(prefix => categoryName.StartsWith(prefix, StringComparison.Ordinal));
        return new HclogLogger(Write, categoryName, chatty ? LogLevel.Warning : LogLevel.Trace);
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log has one place to go: the host.");

    /// <summary>Ends the log without waiting for what is not written yet.</summary>
    public void Dispose() => _ = _output.CloseAsync();

    /// <summary>Writes what waits, for as long as <see cref="_flushLimit"/>: a host that does not read cannot keep the plugin.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _output.CloseAsync().WaitAsync(_flushLimit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nobody reads.
        }
    }

    /// <summary>Writes one line, and after it the stack trace of an error as a line at debug level.</summary>
    internal void Write(HclogEntry entry)
    {
        entry = entry with { Timestamp = _time.GetUtcNow() };
        _output.Add(HclogLine.Format(entry));
        if (entry.Level >= LogLevel.Error && entry.Exception is not null)
        {
            _output.Add(HclogLine.Format(entry.ToStackTrace()));
        }
    }

    // Past the queue, since it is the queue that tells; in the words of the catalogue all the same.
    private ReadOnlyMemory<byte> LossNotice(int lines)
    {
        HclogEntry? notice = null;
        Log.LinesLost(new HclogLogger(entry => notice = entry, typeof(HclogLoggerFactory).FullName!, LogLevel.Trace), lines);
        return HclogLine.Format(notice! with { Timestamp = _time.GetUtcNow() });
    }
}
