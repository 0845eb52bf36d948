using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>What a failed call leaves as. Each text names the call and the place, and ends with what to do.</summary>
internal static class CallFailure
{
    private const string LastFailure = "AwsClients.LastFailure";
    private const string Waiting = "AwsClients.Waiting";

    /// <summary>Remembers how an attempt failed, for a call that is ended later.</summary>
    /// <returns>False, to be used as a filter.</returns>
    public static bool Note(IRequestContext call, Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            call.ContextAttributes[LastFailure] = exception;
        }

        return false;
    }

    /// <summary>Whether an attempt waits for its turn: it has not gone to AWS, so no network is to blame when it is ended.</summary>
    public static void Waits(IRequestContext call, bool isWaiting) => call.ContextAttributes[Waiting] = isWaiting;

    /// <summary>The call was ended from outside, after so long.</summary>
    public static Exception Late(RequestContext call, TimeSpan after, Exception cause)
    {
        var seconds = Math.Round(after.TotalSeconds);

        // CallIdentity puts others in their place when they have come.
        if (call.Identity is SessionKeys keys)
        {
            return new AwsSessionException(
                AwsSessionErrorReason.CredentialsUnavailable,
                $"could not get AWS credentials from {keys.Name}: they did not come within {seconds} s; {keys.Check}", Failure.Inner(cause));
        }

        var last = call.ContextAttributes.TryGetValue(LastFailure, out var noted) ? (Exception)noted : null;
        var why = last switch
        {
            null when call.ContextAttributes.TryGetValue(Waiting, out var waits) && waits is true =>
                "it waited for its turn, since AWS throttles these calls; other clients of this account and region share the limit",
            null => "check the network, proxy and endpoint settings",
            AmazonServiceException e when !AnswerFailure.IsOfNobody(e) => $"the last attempt ended with {e.ErrorCode}: {e.Message}",
            _ => $"the last attempt: {Cause(call, last)}",
        };
        return new NoAnswerException($"could not call {Name(call)}: no answer within {seconds} s, retries included; {why}", Failure.Inner(cause));
    }

    /// <summary>What the exception leaves as; null: as it is.</summary>
    public static Exception? Of(RequestContext call, Exception exception) => exception switch
    {
        AmazonServiceException e when RefusedKeys.AreToBlame(e.ErrorCode) && call.Identity is OneCallCredentials keys => Rejected(call, keys, e),
        AmazonServiceException e when !AnswerFailure.IsOfNobody(e) => null,
        AmazonClientException or AwsSessionException or SourceException => null,
        UnreadableAnswerException => new NoAnswerException($"could not read the answer to {Name(call)}: {exception.Message}", Failure.Inner(exception)),
        _ => new NoAnswerException($"could not call {Name(call)}: {Cause(call, exception)}", Failure.Inner(exception)),
    };

    private static string Cause(RequestContext call, Exception exception) => exception switch
    {
        AmazonServiceException e => AnswerFailure.Text(e),
        UnreadableAnswerException => exception.Message,
        HttpRequestException or IOException or OperationCanceledException =>
            NetworkFailure.Text(exception, call.Request?.Endpoint, ProxyTo(call, call.Request?.Endpoint)),
        _ => $"{exception.GetType().Name}: {Failure.Text(exception)}; this comes from the AWS SDK",
    };

    private static AwsSessionException Rejected(RequestContext call, OneCallCredentials keys, AmazonServiceException e)
    {
        var advice = AwsClock.Difference(call.Request?.Endpoint) is { } difference
            ? $"this machine's clock is {difference}: set it"
            : "check that they are valid keys, of the right account and partition, and that this machine's clock is right";
        return new AwsSessionException(
            AwsSessionErrorReason.CredentialsRejected,
            $"AWS does not take the credentials from {keys.Source.Name}: {e.Message.TrimEnd('.', ' ', '\n')} ({e.ErrorCode}, request "
            + $"{e.RequestId ?? "id unknown"}); {advice}",
            e);
    }

    private static string Name(RequestContext call)
    {
        const string suffix = "Request";
        var name = call.RequestName.EndsWith(suffix, StringComparison.Ordinal) ? call.RequestName[..^suffix.Length] : call.RequestName;
        if (call.Request?.Endpoint is not { } endpoint)
        {
            return name;
        }

        return ProxyTo(call, endpoint) is { } proxy
            ? $"{name} at {endpoint.Authority} through the proxy {proxy.Authority}"
            : $"{name} at {endpoint.Authority}";
    }

    private static Uri? ProxyTo(RequestContext call, Uri? endpoint) => (call.ClientConfig.HttpClientFactory as SessionHttp)?.ProxyTo(endpoint);
}
