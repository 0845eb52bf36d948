namespace Fleeting.Errors;

/// <summary>The cloud said no, or could not be asked. The message reads <c>could not do X: cause</c> and never holds a secret.</summary>
public class ProviderException(ProviderErrorReason reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ProviderErrorReason Reason { get; } = reason;
}
