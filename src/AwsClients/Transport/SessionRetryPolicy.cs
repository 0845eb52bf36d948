using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>
/// AWS's standard retries, and one more: keys that AWS takes for expired or unknown are renewed, once for all calls that have them, and the
/// call is tried again with the new ones.
/// </summary>
internal sealed class SessionRetryPolicy(int maxRetries) : StandardRetryPolicy(maxRetries)
{
    private const string TokenHeader = "x-amz-security-token";

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        var call = executionContext.RequestContext;
        if (exception is AmazonServiceException { ErrorCode: var code } && RefusedKeys.IsStale(code)
            && call is { Identity: OneCallCredentials keys })
        {
            if (await keys.RenewAsync(call.CancellationToken).ConfigureAwait(false) is not { } others)
            {
                return false;
            }

            call.Request.Headers.Remove(TokenHeader);
            (call.Identity, call.IsSigned) = (others, false);
            return true;
        }

        return await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
    }
}
