using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>
/// The outermost handler of every call of a session: bounds the whole of it (attempts, pauses, fetching credentials), and ends it when the
/// caller's token does. Nothing but AWS's own refusals, <see cref="AwsSessionException"/> where the credentials are to blame, and
/// <see cref="AmazonClientException"/> leaves it.
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
            // The SDK is not trusted to heed the token everywhere: waiting is what can be cut short.
            return await base.InvokeAsync<T>(executionContext).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (caller.IsCancellationRequested && e is not AmazonServiceException { ErrorCode.Length: > 0 })
        {
            // A refusal that came is told all the same: it says that nothing was done. Whoever asks what was going on finds it inside.
            throw new OperationCanceledException(
                "The caller ended the call.", CallFailure.Late(call, http.Time.GetElapsedTime(began), e), caller);
        }
        catch (Exception e) when (limit.IsCancellationRequested)
        {
            throw CallFailure.Late(call, Total, e);
        }
        catch (Exception e) when (CallFailure.Of(call, e) is { } failure)
        {
            throw failure;
        }
    }
}
