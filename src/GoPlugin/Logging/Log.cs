using Microsoft.Extensions.Logging;

namespace GoPlugin.Logging;

/// <summary>The log of this project: ids 1000 to 1099, never used twice.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "{Problem}", EventName = "PluginNotStarted")]
    public static partial void NotStarted(ILogger logger, string problem);

    [LoggerMessage(
        1001, LogLevel.Debug, "serving on {Network} {Address}, protocol version {ProtocolVersion}, mutual TLS {MutualTls}",
        EventName = "PluginServing")]
    public static partial void Serving(ILogger logger, string network, string address, int protocolVersion, bool mutualTls);

    [LoggerMessage(1002, LogLevel.Debug, "the host asked the plugin to end", EventName = "PluginShutdownAsked")]
    public static partial void ShutdownAsked(ILogger logger);

    [LoggerMessage(
        1003, LogLevel.Information,
        "{Signal} received and left to the host: the plugin ends when the host asks it to, or when the host is gone",
        EventName = "PluginSignalIgnored")]
    public static partial void SignalIgnored(ILogger logger, string signal);

    [LoggerMessage(1004, LogLevel.Information, "{Signal} received while no host is connected: ending", EventName = "PluginSignalHeeded")]
    public static partial void SignalHeeded(ILogger logger, string signal);

    [LoggerMessage(
        1005, LogLevel.Information, "the host is gone without having asked the plugin to end: ending", EventName = "PluginHostGone")]
    public static partial void HostGone(ILogger logger);

    [LoggerMessage(
        1006, LogLevel.Warning,
        "refused a client: {Cause}",
        EventName = "PluginClientRefused")]
    public static partial void ClientRefused(ILogger logger, string cause);

    [LoggerMessage(
        1007, LogLevel.Error, "could not serve: the plugin has a bug; please report this with the plugin's version",
        EventName = "PluginBug")]
    public static partial void Bug(ILogger logger, Exception exception);

    [LoggerMessage(
        1008, LogLevel.Warning, "{Lines} lines of this log were lost here: stderr took no more (nobody read it, or its disk was full)",
        EventName = "LogLinesLost")]
    public static partial void LinesLost(ILogger logger, int lines);

    [LoggerMessage(
        1009, LogLevel.Warning,
        "any user of this machine may put a socket of their own in the place of the plugin's, and would be told what the host tells the plugin: " +
        "all may write to the folder {Folder}, and it has no sticky bit. Set {Variable} to a folder of the host's own, or: chmod +t {Folder}",
        EventName = "SocketFolderUnguarded")]
    public static partial void SocketFolderUnguarded(ILogger logger, string folder, string variable);

    [LoggerMessage(1020, LogLevel.Error, "could not answer {Method}: the plugin has a bug, or the request was malformed", EventName = "PluginCallBug")]
    public static partial void CallBug(ILogger logger, Exception exception, string method);
}
