using Microsoft.Extensions.Logging;

namespace GoPlugin.Hclog;

/// <summary>The logger of one category.</summary>
internal sealed class HclogLogger(HclogLoggerFactory factory, string category, LogLevel minimum) : ILogger
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

        factory.Write(new HclogEntry
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
