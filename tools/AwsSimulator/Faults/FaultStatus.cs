namespace AwsSimulator.Faults;

/// <summary>The HTTP status that AWS sends with an error code.</summary>
internal static class FaultStatus
{
    public static int Of(string code) => code switch
    {
        "RequestLimitExceeded" or "ServiceUnavailable" or "Unavailable" or "InsufficientInstanceCapacity" => 503,
        "InternalFailure" or "InternalError" or "ServiceException" or "InternalServerError" => 500,
        "AccessDenied" or "UnauthorizedOperation" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "ExpiredToken" => 403,
        "AuthFailure" => 401,
        _ => 400,
    };
}
