using Fleeting.Errors;

namespace Fleeting.Aws.Calls;

/// <summary>AWS said no, or did not answer: <c>could not {what}: {cause}</c>.</summary>
internal sealed class AwsException(
    ProviderErrorReason reason, AwsAction action, string? code, string what, string cause, Exception innerException)
    : ProviderException(reason, $"could not {what}: {cause}", innerException)
{
    /// <summary>What was asked, as IAM names it.</summary>
    public AwsAction Action { get; } = action;

    /// <summary>AWS's error code, for example <c>ValidationError</c>; null when there was no answer.</summary>
    public string? Code { get; } = code;

    /// <summary>Why not, and what to do.</summary>
    public string Cause { get; } = cause;

    /// <summary>AWS's own text, the same for the same cause: it has no request id. Empty when there was no answer.</summary>
    public string Said { get; } = innerException is Amazon.Runtime.AmazonServiceException { Message: var message } ? message : "";

    /// <summary>
    /// The action is not served at all right now: no answer, half of one, a server's error, throttled, or no credentials to be had. It says
    /// nothing of the thing that was asked about, and may pass.
    /// </summary>
    public bool IsOutage { get; } = AwsErrorCodes.IsOutage(reason, code);

    /// <summary>The same call may succeed in a moment. Any other failure stays until somebody acts.</summary>
    public bool MayPass => IsOutage || AwsErrorCodes.IsBusy(Code);

    /// <summary>An answer came, if only to say that AWS or something before it is broken.</summary>
    public bool WasAnswered { get; } = innerException is Amazon.Runtime.AmazonServiceException;

    /// <summary>The same failure, told of something else that it hit.</summary>
    public AwsException About(string other) => new(Reason, Action, Code, other, Cause, InnerException!);

    /// <summary>AWS read the request and refused its content: another request may do better.</summary>
    public bool IsRefusal =>
        Reason is ProviderErrorReason.InvalidArgument or ProviderErrorReason.FailedPrecondition or ProviderErrorReason.NotFound;
}
