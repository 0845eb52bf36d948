using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>
/// Fetches the credentials of a call once. The SDK asks three times, the last one synchronously: keys that are renewed between two of these
/// would send the token of the one with the signature of the other, and keys that are over by then would be fetched on a blocked thread.
/// Keys that AWS takes for expired or unknown are renewed, once for all calls that have them, and the call is made again with the new ones,
/// however many attempts it may have.
/// </summary>
internal sealed class CallIdentity : PipelineHandler
{
    private const string TokenHeader = "x-amz-security-token";

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        if (call.Identity is SessionKeys keys)
        {
            call.Identity = new OneCallCredentials(keys, await keys.GetAsync(call.CancellationToken).ConfigureAwait(false));
        }

        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (RefusedKeys.IsStale(e.ErrorCode) && call.Identity is OneCallCredentials)
        {
            if (await ((OneCallCredentials)call.Identity).RenewAsync(call.CancellationToken).ConfigureAwait(false) is not { } others)
            {
                throw;
            }

            call.Request.Headers.Remove(TokenHeader);
            (call.Identity, call.IsSigned, call.Retries) = (others, false, 0);
        }

        return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
    }
}
