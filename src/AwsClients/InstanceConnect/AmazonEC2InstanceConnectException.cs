using System.Net;
using Amazon.Runtime;

namespace AwsClients.InstanceConnect;

/// <summary>
/// EC2 Instance Connect refused a call. <see cref="AmazonServiceException.ErrorCode"/> tells which error it is; one type serves them all.
/// </summary>
public sealed class AmazonEC2InstanceConnectException : AmazonServiceException
{
    public AmazonEC2InstanceConnectException(
        string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
