using Grpc.Core;

namespace Fleeting;

/// <summary>The one place where an exception becomes what the host reads.</summary>
internal static class ErrorTranslator
{
    /// <summary>gRPC puts the text in a header, and peers limit their headers to 8 KiB or more.</summary>
    private const int LongestText = 4000;

    /// <param name="exception">What the call ended with.</param>
    /// <param name="verb">The rpc, for the texts that name it.</param>
    /// <param name="context">Tells whether the caller has given up.</param>
    /// <param name="now">Tells whether it was the deadline.</param>
    public static Status Translate(Exception exception, string verb, ServerCallContext context, DateTimeOffset now) => exception switch
    {
        RpcException rpc => rpc.Status,
        OperationCanceledException when context.CancellationToken.IsCancellationRequested =>
            GivenUp(verb, context.Deadline <= now.UtcDateTime),
        ConfigException => new Status(StatusCode.InvalidArgument, Cut(exception.Message)),
        ProviderException provider => new Status(Code(provider.Reason), Cut(provider.Message)),
        _ => new Status(
            StatusCode.Internal,
            $"could not answer {verb}: the plugin has a bug ({exception.GetType().Name}); " +
            "the plugin's log has the rest at the same time: report that together with the plugin's version"),
    };

    private static Status GivenUp(string verb, bool deadline) => deadline
        ? new Status(StatusCode.DeadlineExceeded, $"could not answer {verb}: the host's deadline passed first")
        : new Status(StatusCode.Cancelled, $"could not answer {verb}: the host cancelled the call");

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

    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..LongestText] + "… (cut; the plugin's log at debug level has all of it)";
}
