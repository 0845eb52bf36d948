namespace AwsClients.Transport;

/// <summary>
/// An answer came and is none of the service's: a proxy's page, half of an answer. The SDK takes an I/O error for a transient one and tries
/// again.
/// </summary>
internal sealed class UnreadableAnswerException(string message, Exception? innerException) : IOException(message, innerException);
