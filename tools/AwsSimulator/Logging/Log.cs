using Microsoft.Extensions.Logging;

namespace AwsSimulator.Logging;

/// <summary>Everything that the simulator logs.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Information, "Instance {InstanceId} listens on {Address}, port {Port}")]
    public static partial void MachineListens(ILogger logger, string instanceId, string? address, int port);

    [LoggerMessage(8001, LogLevel.Error, "Instance {InstanceId} does not come up: {Reason}")]
    public static partial void MachineFailed(ILogger logger, string instanceId, string reason);

    [LoggerMessage(8002, LogLevel.Debug, "Instance {InstanceId}: {Line}")]
    public static partial void SshdSays(ILogger logger, string instanceId, string line);

    [LoggerMessage(8003, LogLevel.Debug, "{Service} {Action} by {Principal}: {Outcome}")]
    public static partial void Answered(ILogger logger, string service, string action, string? principal, string outcome);
}
