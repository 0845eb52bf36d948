using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TestKit;

/// <summary>
/// Records every log entry of a test. Disposing it fails the test when a warning or an error was logged that the test did not
/// <see cref="Expect"/>.
/// </summary>
public sealed class LogRecorder : ILoggerFactory
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly ConcurrentDictionary<string, bool> _expected = new();
    private TaskCompletionSource _added = NewSignal();

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    /// <summary>Everything logged so far, a line an entry, fields and exceptions included: the place to look for a secret.</summary>
    public string Text => string.Join('\n', _entries);

    /// <summary>The entry of that event name; fails when there is not exactly one.</summary>
    public LogEntry Only(string eventName) => _entries.Single(entry => entry.EventName == eventName);

    /// <summary>The first entry of that event name, at once or when it comes.</summary>
    public async Task<LogEntry> FirstAsync(string eventName, CancellationToken cancellationToken)
    {
        while (true)
        {
            var added = _added;
            if (_entries.FirstOrDefault(entry => entry.EventName == eventName) is { } found)
            {
                return found;
            }

            await added.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Allows warnings and errors of that event name.</summary>
    public LogRecorder Expect(params ReadOnlySpan<string> eventNames)
    {
        foreach (var name in eventNames)
        {
            _expected[name] = true;
        }

        return this;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public ILogger<T> CreateLogger<T>() => LoggerFactoryExtensions.CreateLogger<T>(this);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The recorder is the only provider.");

    public void Dispose()
    {
        var unexpected = _entries.Where(entry => entry.Level >= LogLevel.Warning && !_expected.ContainsKey(entry.EventName)).ToList();
        if (unexpected.Count > 0)
        {
            throw new InvalidOperationException($"Unexpected in the log:\n{string.Join('\n', unexpected)}");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            recorder._entries.Enqueue(new LogEntry(
                logLevel, category, eventId.Name ?? "", formatter(state, exception), fields.ToDictionary(f => f.Key, f => f.Value), exception));
            Interlocked.Exchange(ref recorder._added, NewSignal()).SetResult();
        }
    }
}
