using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsClients.Transport;

/// <summary>Answers that are none of AWS's: what they are, and what to do.</summary>
internal static class AnswerFailure
{
    private const string Check = "check the proxy (HTTPS_PROXY, NO_PROXY) and endpoint (AWS_ENDPOINT_URL, endpoint_url) settings";

    /// <summary>
    /// An answer was there, but could not be read as one of the service: half of one, or another's. An error without a code is another's too,
    /// and final, unless it is half of one of AWS's.
    /// </summary>
    /// <param name="exception">How the attempt failed.</param>
    /// <param name="answer">The answer that was being read; null when none had come, or one with an error status.</param>
    public static bool IsUnreadable(Exception exception, IWebResponseData? answer) => exception switch
    {
        AmazonUnmarshallingException => true,
        AmazonServiceException e => IsOfNobody(e) && (int)e.StatusCode is >= 400 and < 500 && IsOfAws(AnswerOf(e)?.ContentType),
        OperationCanceledException or HttpRequestException or IOException => false,
        _ => answer is not null,
    };

    public static UnreadableAnswerException Unreadable(Exception exception, IWebResponseData? answer)
    {
        answer ??= AnswerOf(exception);
        var status = answer?.StatusCode ?? (exception as AmazonServiceException)?.StatusCode;
        var cause = exception.GetBaseException();
        var detail = cause is AmazonServiceException or HttpErrorResponseException ? "" : $": {cause.Message.TrimEnd('.')}";
        return answer?.ContentType is { Length: > 0 } type && !IsOfAws(type)
            ? Foreign(status, type, exception)
            : new UnreadableAnswerException($"HTTP status {Number(status)}: it is cut or malformed{detail}; {Check}", exception);
    }

    /// <summary>
    /// The SDK's reader of EC2's answers finds nothing in another's document and takes that for an answer that lists nothing. AWS's own
    /// always have a request id.
    /// </summary>
    /// <exception cref="UnreadableAnswerException">It is no answer of EC2.</exception>
    public static void DemandRequestId(AmazonWebServiceResponse answer, IWebResponseData? data)
    {
        if (string.IsNullOrEmpty(answer.ResponseMetadata?.RequestId))
        {
            throw Foreign(data?.StatusCode, data?.ContentType, null);
        }
    }

    private static UnreadableAnswerException Foreign(HttpStatusCode? status, string? type, Exception? exception) =>
        new($"HTTP status {Number(status)}, {type ?? "no content type"}: it is none of AWS's, something else answers; {Check}", exception);

    /// <summary>An error without a code: AWS gives one to each of its own.</summary>
    public static bool IsOfNobody(AmazonServiceException exception) => string.IsNullOrEmpty(exception.ErrorCode);

    /// <summary>What such an error tells, and what to do.</summary>
    public static string Text(AmazonServiceException exception)
    {
        var answer = AnswerOf(exception);
        var said = $"HTTP status {Number(exception.StatusCode)} and no AWS error ({answer?.ContentType ?? "no content type"})";
        return exception.StatusCode switch
        {
            HttpStatusCode.ProxyAuthenticationRequired =>
                $"{said}: the proxy wants a user and password; give them as HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
            HttpStatusCode.Forbidden => $"{said}: a proxy or firewall refuses, not IAM; {Check}",
            HttpStatusCode.NotFound => $"{said}: what answers is not this service; {Check}",
            >= (HttpStatusCode)300 and < (HttpStatusCode)400 => $"{said}: it sends elsewhere{Where(answer)}, which AWS does not; {Check}",
            >= (HttpStatusCode)500 => $"{said}: a gateway before AWS, or AWS itself, fails; {Check}",
            _ => $"{said}: something else answers; {Check}",
        };
    }

    private static string Where(IWebResponseData? answer) =>
        Uri.TryCreate(answer?.GetHeaderValue("Location"), UriKind.Absolute, out var place) ? $" ({place.Authority})" : "";

    private static bool IsOfAws(string? contentType) =>
        contentType is not null && (contentType.Contains("xml", StringComparison.Ordinal) || contentType.Contains("json", StringComparison.Ordinal));

    private static IWebResponseData? AnswerOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpErrorResponseException { Response: var answer })
            {
                return answer;
            }
        }

        return null;
    }

    private static string Number(HttpStatusCode? status) => ((int?)status)?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
