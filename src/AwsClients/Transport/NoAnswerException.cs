using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>No readable answer came to a call: the network, or what stands between, is at fault.</summary>
internal sealed class NoAnswerException(string message, Exception? innerException) : AmazonClientException(message, innerException);
