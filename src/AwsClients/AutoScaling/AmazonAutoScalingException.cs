using System.Net;
using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>
/// Auto Scaling refused a call. <see cref="AmazonServiceException.ErrorCode"/> tells which error it is; one type serves them all.
/// </summary>
public sealed class AmazonAutoScalingException : AmazonServiceException
{
    public AmazonAutoScalingException(
        string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
