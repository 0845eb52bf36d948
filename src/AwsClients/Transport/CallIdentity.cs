using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>
/// Fetches the credentials of a call once. The SDK asks three times, the last one synchronously: keys that are renewed between two of these
/// would send the token of the one with the signature of the other, and keys that are over by then would be fetched on a blocked thread.
/// </summary>
internal sealed class CallIdentity : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        if (call.Identity is SessionKeys keys)
        {
            call.Identity = new OneCallCredentials(keys, await keys.GetAsync(call.CancellationToken).ConfigureAwait(false));
        }

        return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
    }
}
