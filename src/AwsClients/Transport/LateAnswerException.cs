namespace AwsClients.Transport;

/// <summary>An attempt took too long. The SDK takes an I/O error for a transient one and tries again.</summary>
internal sealed class LateAnswerException(string message, Exception innerException) : IOException(message, innerException);
