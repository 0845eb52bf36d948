using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>
/// Loggers that write one JSON object a line, as go-plugin's hosts read it from the plugin's stderr and log it again at its level. Safe for
/// many threads; a line is one write.
/// </summary>
/// <remarks>
/// The host filters by level, so everything from trace up is written; only the web server's own chatter below a warning is left out.
/// </remarks>
/// <param name="stderr">Where the lines go. Not disposed here.</param>
/// <param name="time">Stamps the lines.</param>
public sealed class HclogLoggerFactory(Stream stderr, TimeProvider time) : ILoggerFactory
{
    private static readonly string[] ChattyCategories = ["Microsoft.", "System.", "Grpc."];

    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName)
    {
        var chatty = ChattyCategories.Any(prefix => categoryName.StartsWith(prefix, StringComparison.Ordinal));
        return new HclogLogger(this, categoryName, chatty ? LogLevel.Warning : LogLevel.Trace);
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log has one place to go: the host.");

    public void Dispose()
    {
    }

    /// <summary>Writes one line, and after it the stack trace of an error as a line at debug level.</summary>
    internal void Write(HclogEntry entry)
    {
        entry = entry with { Timestamp = time.GetUtcNow() };
        WriteLine(HclogLine.Format(entry));
        if (entry.Level >= LogLevel.Error && entry.Exception is not null)
        {
            WriteLine(HclogLine.Format(entry.ToStackTrace()));
        }
    }

    private void WriteLine(ReadOnlyMemory<byte> line)
    {
        lock (_lock)
        {
            try
            {
                stderr.Write(line.Span);
                stderr.Flush();
            }
            catch (IOException)
            {
                // The host no longer reads, and there is no other place to say so.
            }
        }
    }
}
