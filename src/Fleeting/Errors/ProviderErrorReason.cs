namespace Fleeting.Errors;

/// <summary>Why a provider could not do what it was asked; each becomes one gRPC status code.</summary>
public enum ProviderErrorReason
{
    /// <summary>The instance or the group does not exist.</summary>
    NotFound,

    /// <summary>It exists, but its state does not allow this: terminated, unhealthy, a key that does not fit.</summary>
    FailedPrecondition,

    /// <summary>The credentials are good, the permission is missing.</summary>
    PermissionDenied,

    /// <summary>There are no credentials, or they are not accepted.</summary>
    Unauthenticated,

    /// <summary>No headroom, a quota, or throttling that outlasted the retries.</summary>
    ResourceExhausted,

    /// <summary>The cloud does not answer or is at fault itself; the same call may work later.</summary>
    Unavailable,

    /// <summary>What was waited for did not come in time.</summary>
    DeadlineExceeded,

    /// <summary>The cloud refused the request's content.</summary>
    InvalidArgument,

    /// <summary>The provider does not do this at all.</summary>
    Unsupported,

    /// <summary>None of the others.</summary>
    Unknown,
}
