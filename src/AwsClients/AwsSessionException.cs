namespace AwsClients;

/// <summary>
/// A session could not be opened, or a call of it has no credentials that AWS takes. The message names what was looked at and what to do;
/// it never holds a secret. Whatever a source of credentials throws leaves the session as this.
/// </summary>
public sealed class AwsSessionException : Exception
{
    public AwsSessionException(AwsSessionErrorReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>What the caller can do something about.</summary>
    public AwsSessionErrorReason Reason { get; }

    /// <summary>Whether the same may succeed later, without anybody doing anything.</summary>
    public bool MayPass => Reason is AwsSessionErrorReason.CredentialsUnavailable or AwsSessionErrorReason.TookTooLong;
}
