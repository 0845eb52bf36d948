namespace GoPlugin.Rpc;

/// <summary>The headers and trailers that gRPC reserves.</summary>
internal static class RpcHeader
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>The one encoding that is spoken: none.</summary>
    public const string Identity = "identity";

    /// <summary>Whether that content type is gRPC's: <c>application/grpc</c>, alone or with <c>+proto</c> or a parameter behind it.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');
}
