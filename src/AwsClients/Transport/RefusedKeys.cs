namespace AwsClients.Transport;

/// <summary>
/// The error codes that blame the keys of a call. Source: the common errors of the Auto Scaling, EC2 and STS API references, and what
/// services with a JSON protocol answer.
/// </summary>
internal static class RefusedKeys
{
    /// <summary>AWS takes the keys for expired or unknown: other keys may do. EC2 answers RequestExpired and AuthFailure for both.</summary>
    public static bool IsStale(string? code) => code is "ExpiredToken" or "ExpiredTokenException" or "InvalidClientTokenId"
        or "UnrecognizedClientException" or "InvalidAccessKeyId" or "AuthFailure" or "RequestExpired" or "InvalidToken";

    /// <summary>AWS does not take the keys, or what they signed.</summary>
    public static bool AreToBlame(string? code) => IsStale(code) || code is "SignatureDoesNotMatch" or "InvalidSignatureException"
        or "IncompleteSignature" or "RequestTimeTooSkewed" or "RequestInTheFuture" or "MissingAuthenticationToken"
        or "MissingAuthenticationTokenException";
}
