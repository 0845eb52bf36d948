using System.Net.Sockets;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>
/// The outermost handler of every call of a session: bounds the whole of it (attempts, pauses, fetching credentials), ends it when the
/// caller's token does, and turns what went wrong on the way into <see cref="AmazonClientException"/>.
/// </summary>
internal sealed class CallLimit : PipelineHandler
{
    /// <summary>How long a call may take, retries included.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(60);

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (executionContext.RequestContext is not RequestContext { ClientConfig.HttpClientFactory: SessionHttp http } call)
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }

        var caller = call.CancellationToken;
        var began = http.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(Total, http.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, limit.Token);
        call.CancellationToken = either.Token;
        try
        {
            // Credentials are fetched without a token: waiting is what can be cut short.
            return await base.InvokeAsync<T>(executionContext).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (caller.IsCancellationRequested)
        {
            // Whoever asks what was going on finds it inside.
            throw new OperationCanceledException("The caller ended the call.", Late(call, http.Time.GetElapsedTime(began), e), caller);
        }
        catch (Exception e) when (limit.IsCancellationRequested)
        {
            throw Late(call, Total, e);
        }
        catch (Exception e) when (e is AmazonUnmarshallingException or XmlException or FormatException or OverflowException)
        {
            throw new NoAnswerException($"could not read the answer to {Name(call)}: {e.GetBaseException().Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException)
        {
            throw new NoAnswerException($"could not call {Name(call)}: {Cause(e, call)}", Failure.Inner(e));
        }
    }

    private static Exception Late(RequestContext call, TimeSpan after, Exception cause)
    {
        var seconds = Math.Round(after.TotalSeconds);

        // CallIdentity puts others in their place when they have come.
        return call.Identity is SessionKeys keys
            ? new AwsSessionException(
                AwsSessionErrorReason.CredentialsUnavailable,
                $"could not get AWS credentials from {keys.Name}: they did not come within {seconds} s; {keys.Check}", cause)
            : new NoAnswerException($"could not call {Name(call)}: no answer within {seconds} s, retries included", cause);
    }

    private static string Name(RequestContext call)
    {
        const string suffix = "Request";
        var name = call.RequestName.EndsWith(suffix, StringComparison.Ordinal) ? call.RequestName[..^suffix.Length] : call.RequestName;
        return call.Request?.Endpoint is { } endpoint ? $"{name} at {endpoint.Authority}" : name;
    }

    private static string Cause(Exception exception, RequestContext call)
    {
        if (exception is OperationCanceledException or TimeoutException)
        {
            return $"no answer within {SessionHttp.AttemptTimeout.TotalSeconds} s, at each attempt";
        }

        // The place is named already; .NET adds it once more.
        return Failure.Text(exception).Replace($" ({call.Request?.Endpoint?.Host}:{call.Request?.Endpoint?.Port})", "", StringComparison.Ordinal);
    }
}
