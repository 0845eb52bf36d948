using Grpc.Core;

namespace Fleeting.Errors;

/// <summary>The one place where an exception becomes what the host reads.</summary>
internal static class ErrorTranslator
{
    /// <param name="exception">What the call ended with.</param>
    /// <param name="verb">The rpc, for the texts that name it.</param>
    /// <param name="abandoned">How a call ends that nobody waits for; null when the host does. What breaks in such a call is no bug.</param>
    public static Status Translate(Exception exception, string verb, Status? abandoned) => exception switch
    {
        RpcException rpc => rpc.Status,
        ConfigException => new Status(StatusCode.InvalidArgument, exception.Message),
        ProviderException provider => new Status(Code(provider.Reason), provider.Message),
        _ => abandoned ?? new Status(
            StatusCode.Internal,
            $"could not answer {verb}: the plugin has a bug ({exception.GetType().Name}); " +
            "the plugin's log has the rest at the same time: report that together with the plugin's version"),
    };

    private static StatusCode Code(ProviderErrorReason reason) => reason switch
    {
        ProviderErrorReason.NotFound => StatusCode.NotFound,
        ProviderErrorReason.FailedPrecondition => StatusCode.FailedPrecondition,
        ProviderErrorReason.PermissionDenied => StatusCode.PermissionDenied,
        ProviderErrorReason.Unauthenticated => StatusCode.Unauthenticated,
        ProviderErrorReason.ResourceExhausted => StatusCode.ResourceExhausted,
        ProviderErrorReason.Unavailable => StatusCode.Unavailable,
        ProviderErrorReason.DeadlineExceeded => StatusCode.DeadlineExceeded,
        ProviderErrorReason.InvalidArgument => StatusCode.InvalidArgument,
        ProviderErrorReason.Unsupported => StatusCode.Unimplemented,
        _ => StatusCode.Unknown,
    };
}
