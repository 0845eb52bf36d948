using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>The logger of one category.</summary>
/// <param name="write">Gets each entry; stamps it.</param>
/// <param name="category">Becomes the entries' module.</param>
/// <param name="minimum">Entries below it are left out.</param>
internal sealed class HclogLogger(Action<HclogEntry> write, string category, LogLevel minimum) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        write(new HclogEntry
        {
            Level = logLevel,
            Module = category,
            Event = eventId.Name ?? "",
            Message = formatter(state, exception),
            Fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [],
            Exception = exception,
        });
    }
}
