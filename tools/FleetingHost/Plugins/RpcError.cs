using Grpc.Core;

namespace FleetingHost.Plugins;

/// <summary>What GitLab Runner's log shows of a call that failed.</summary>
internal static class RpcError
{
    /// <summary>The error in the words of Go's gRPC.</summary>
    public static string Text(RpcException exception)
    {
        // Go spells this one code differently.
        var code = exception.StatusCode == StatusCode.Cancelled ? "Canceled" : exception.StatusCode.ToString();
        return $"rpc error: code = {code} desc = {exception.Status.Detail}";
    }
}
