namespace AwsClients;

/// <summary>A session could not be opened. The message names what was looked at and what to do; it never holds a secret.</summary>
public sealed class AwsSessionException : Exception
{
    public AwsSessionException(AwsSessionErrorReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>What the caller can do something about.</summary>
    public AwsSessionErrorReason Reason { get; }
}
