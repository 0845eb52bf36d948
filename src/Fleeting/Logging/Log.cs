using Microsoft.Extensions.Logging;

namespace Fleeting.Logging;

/// <summary>The log of this project: ids 2000 to 2099, never used twice.</summary>
internal static partial class Log
{
    /// <summary>Of the calls that come all the time: Update, ConnectInfo, Heartbeat.</summary>
    [LoggerMessage(2000, LogLevel.Debug, "{Verb} answered in {Milliseconds} ms: {Summary}", EventName = "CallAnswered")]
    public static partial void Answered(ILogger logger, string verb, long milliseconds, string summary);

    [LoggerMessage(2001, LogLevel.Debug, "{Verb} failed after {Milliseconds} ms with {StatusCode}: {Cause}", EventName = "CallFailed")]
    public static partial void Failed(ILogger logger, string verb, long milliseconds, string statusCode, string cause);

    [LoggerMessage(
        2002, LogLevel.Error, "{Verb} failed after {Milliseconds} ms by a bug in the plugin; please report this with the plugin's version",
        EventName = "CallFailedByBug")]
    public static partial void Bug(ILogger logger, Exception exception, string verb, long milliseconds);

    [LoggerMessage(
        2003, LogLevel.Warning, "{Verb} did {Succeeded} of {Asked} and answers with that part; the rest failed: {Cause}",
        EventName = "CallPartlyFailed")]
    public static partial void Partial(ILogger logger, string verb, int succeeded, int asked, string cause);

    /// <summary>Of the calls that change something.</summary>
    [LoggerMessage(2004, LogLevel.Information, "{Verb} done in {Milliseconds} ms: {Summary}", EventName = "CallDone")]
    public static partial void Done(ILogger logger, string verb, long milliseconds, string summary);

    [LoggerMessage(
        2005, LogLevel.Warning, "calls still run {Patience} after Shutdown told them to end; shutting down all the same",
        EventName = "CallsRemain")]
    public static partial void CallsRemain(ILogger logger, TimeSpan patience);
}
