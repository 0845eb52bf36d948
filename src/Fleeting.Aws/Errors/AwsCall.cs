using Amazon.Runtime;
using AwsClients;

namespace Fleeting.Aws.Errors;

/// <summary>The one wrapper around every call to AWS: whatever goes wrong leaves it as an <see cref="AwsException"/>.</summary>
internal static class AwsCall
{
    /// <param name="action">What is asked, as IAM names it.</param>
    /// <param name="what">Ends the sentence "could not …"; names the thing, the group and the region.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The token that the call was given: only its cancellation passes through as such.</param>
    public static async Task<T> RunAsync<T>(AwsAction action, string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AmazonServiceException e)
        {
            var reason = AwsErrorCodes.ToReason(e.ErrorCode, e.StatusCode);
            throw new AwsException(reason, action, e.ErrorCode, what, Cause(action, reason, e), e);
        }
        catch (AwsSessionException e)
        {
            throw new AwsException(ProviderErrorReason.Unauthenticated, action, null, what, e.Message, e);
        }
        catch (AmazonClientException e) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = $"{e.Message}; check the network, proxy and endpoint settings";
            throw new AwsException(ProviderErrorReason.Unavailable, action, null, what, cause, e);
        }
    }

    private static string Cause(AwsAction action, ProviderErrorReason reason, AmazonServiceException e)
    {
        var said = $"{Sentence(e.Message)} ({e.ErrorCode ?? $"HTTP status {(int)e.StatusCode}"}, request {e.RequestId ?? "id unknown"})";
        return reason switch
        {
            ProviderErrorReason.PermissionDenied =>
                $"{action.Name} is not allowed: {said}; allow {action.Name} in the IAM policy of these credentials: it is needed {action.NeededFor}",
            ProviderErrorReason.Unauthenticated =>
                $"AWS does not accept the credentials for {action.Name}: {said}; check which credentials the runner finds and whether they expired",
            ProviderErrorReason.ResourceExhausted =>
                $"{action.Name} is throttled, also after retries: {said}; other clients of this account and region share the limit",
            _ => said,
        };
    }

    /// <summary>AWS's text without its closing full stop and without EC2's encoded details, which only STS can read.</summary>
    private static string Sentence(string message)
    {
        var encoded = message.IndexOf("Encoded authorization failure message", StringComparison.Ordinal);
        return (encoded < 0 ? message : message[..encoded]).TrimEnd(' ', '.', '\n');
    }
}
