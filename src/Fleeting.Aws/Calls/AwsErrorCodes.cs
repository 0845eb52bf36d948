using System.Net;
using Fleeting.Errors;

namespace Fleeting.Aws.Calls;

/// <summary>
/// AWS's error codes by what the user can do. Sources: the common errors of the Auto Scaling, EC2 and STS API references, and the
/// exceptions of the Instance Connect model, 2018-04-02.
/// </summary>
internal static class AwsErrorCodes
{
    public static ProviderErrorReason ToReason(string? code, HttpStatusCode status) => code switch
    {
        "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "AuthException" or "UnauthorizedAccess" =>
            ProviderErrorReason.PermissionDenied,
        "AuthFailure" or "InvalidClientTokenId" or "UnrecognizedClientException" or "SignatureDoesNotMatch" or "ExpiredToken" or
            "ExpiredTokenException" or "RequestExpired" or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or
            "InvalidSignatureException" or "IncompleteSignature" or "InvalidAccessKeyId" or "OptInRequired" or "NotAuthorized" =>
            ProviderErrorReason.Unauthenticated,
        "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequestsException" or "RequestThrottled" or
            "ThrottledException" or "RequestThrottledException" or "LimitExceeded" => ProviderErrorReason.ResourceExhausted,
        "InvalidInstanceID.NotFound" or "InvalidInstanceID.Malformed" or "InvalidSpotInstanceRequestID.NotFound" or
            "InvalidSpotInstanceRequestID.Malformed" or "EC2InstanceNotFoundException" => ProviderErrorReason.NotFound,
        "EC2InstanceStateInvalidException" or "ScalingActivityInProgress" or "ResourceContention" or "ResourceInUse" or
            "IncorrectInstanceState" => ProviderErrorReason.FailedPrecondition,
        "EC2InstanceUnavailableException" or "ServiceException" or "ServiceUnavailable" or "InternalFailure" or "InternalError" or
            "Unavailable" => ProviderErrorReason.Unavailable,
        _ when (int)status is 0 or >= 500 => ProviderErrorReason.Unavailable,
        _ when status is HttpStatusCode.Forbidden => ProviderErrorReason.PermissionDenied,
        _ when (int)status >= 400 => ProviderErrorReason.InvalidArgument,
        _ => ProviderErrorReason.Unknown,
    };

    /// <summary>The action as a whole fails, whatever it is asked, and may be served again without anybody's doing.</summary>
    public static bool IsOutage(ProviderErrorReason reason, string? code) => reason switch
    {
        ProviderErrorReason.Unavailable => code is not "EC2InstanceUnavailableException",
        ProviderErrorReason.ResourceExhausted => code is not "LimitExceeded",

        // They expire, and are rotated under the plugin's feet.
        ProviderErrorReason.Unauthenticated => code is not ("OptInRequired" or "NotAuthorized"),
        _ => false,
    };

    /// <summary>The thing that was asked about is busy, and will not be for long.</summary>
    public static bool IsBusy(string? code) =>
        code is "EC2InstanceUnavailableException" or "ScalingActivityInProgress" or "ResourceContention";
}
