using System.Collections.Concurrent;
using Amazon.Runtime;
using AwsClients;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Calls;

/// <summary>
/// The one way to AWS: whatever goes wrong with a call leaves it as an <see cref="AwsException"/>, and the log says of each action when
/// AWS ceased to serve it and when it serves it again.
/// </summary>
/// <param name="scope">The group.</param>
/// <param name="logger">Takes the log.</param>
/// <param name="time">The clock.</param>
/// <param name="closing">Ends every call, as the caller's token does: the clients are closed after it.</param>
internal sealed class AwsCalls(GroupScope scope, ILogger logger, TimeProvider time, CancellationToken closing)
{
    /// <summary>How many pages one answer may have: more than any group, batch or account fills.</summary>
    public const int MostPages = 1000;

    private readonly ConcurrentDictionary<AwsAction, ActionService> _services = new();
    private volatile bool _isOpen;

    /// <summary>The group is open: until then a failure ends Init, whose error says it.</summary>
    public void Opened() => _isOpen = true;

    /// <summary>Makes one call.</summary>
    /// <param name="action">What is asked, as IAM names it.</param>
    /// <param name="what">Ends the sentence "could not …"; names the thing, the group and the region.</param>
    /// <param name="call">The call. It must end when its token does.</param>
    /// <param name="cancellationToken">Its cancellation, and the group's end, alone pass through as such.</param>
    /// <param name="isLastAttempt">Unless it is, the caller tries again, and the log does not call the action unserved yet.</param>
    /// <exception cref="AwsException">AWS said no, or gave no answer; a bug of the SDK or of a source of credentials included.</exception>
    public async Task<T> RunAsync<T>(
        AwsAction action, string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool isLastAttempt = true)
    {
        var service = _services.GetOrAdd(action, a => new ActionService(a, scope, logger, time, () => _isOpen));
        var running = service.Begin();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        try
        {
            var answer = await call(either.Token).ConfigureAwait(false);
            service.Answered();
            return answer;
        }
        catch (Exception e) when (e is AmazonServiceException || !either.IsCancellationRequested)
        {
            var failure = Explain(e, action, what);
            if (failure.IsOutage && isLastAttempt)
            {
                service.Failed(failure.Cause);
            }
            else if (failure.IsOutage)
            {
                service.GivenUp();
            }
            else
            {
                service.Answered();
            }

            throw failure;
        }
        catch (OperationCanceledException)
        {
            service.GivenUp();
            throw;
        }
        catch (Exception e)
        {
            // Nobody waits any more: what became of the call, its client closed under it included, is nobody's failure.
            service.GivenUp();
            throw new OperationCanceledException(e.Message, e, either.Token);
        }
        finally
        {
            service.End(running);
        }
    }

    /// <summary>Makes the calls of an answer that comes in pages. It has to end: a server that goes on and on must not be followed for ever.</summary>
    /// <param name="action">What is asked, as IAM names it.</param>
    /// <param name="what">Ends the sentence "could not …"; names the thing, the group and the region.</param>
    /// <param name="page">Asks for the page of a token, null for the first, and returns the next one's; null or empty when there is none.</param>
    /// <param name="cancellationToken">Its cancellation, and the group's end, alone pass through as such.</param>
    /// <exception cref="AwsException">AWS said no to a page, gave no answer, or one without end.</exception>
    public async Task RunPagesAsync(
        AwsAction action, string what, Func<string?, CancellationToken, Task<string?>> page, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var read = 1; read == 1 || !string.IsNullOrEmpty(token); read++)
        {
            var (asked, count) = (token, read);
            token = await RunAsync(
                action, what, async end => Next(asked, await page(asked, end).ConfigureAwait(false), count), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Somebody has waited this long in vain for these: those whose calls run that long are not served, though none has failed yet.</summary>
    public void NoAnswerFor(TimeSpan waited, IReadOnlyList<AwsAction> actions)
    {
        foreach (var action in actions)
        {
            if (_services.TryGetValue(action, out var service))
            {
                service.NoAnswerFor(waited);
            }
        }
    }

    private static string? Next(string? asked, string? next, int count) =>
        string.IsNullOrEmpty(next) ? null
        : next == asked ? throw new AmazonClientException($"page {count} of the answer says that it is followed by itself")
        : count == MostPages ? throw new AmazonClientException($"the answer goes on after {MostPages} pages, which are the most that are read")
        : next;

    private static AwsException Explain(Exception exception, AwsAction action, string what)
    {
        switch (exception)
        {
            case AmazonServiceException e:
                var reason = AwsErrorCodes.ToReason(e.ErrorCode, e.StatusCode);
                return new AwsException(reason, action, e.ErrorCode, what, Cause(action, reason, e), e);
            case AwsSessionException e:
                var credentials = e.MayPass ? ProviderErrorReason.Unavailable : ProviderErrorReason.Unauthenticated;
                return new AwsException(credentials, action, null, what, e.Message, e);
            case AmazonClientException e:
                return new AwsException(ProviderErrorReason.Unavailable, action, null, what, e.Message, e);
            default:
                // Others' code ends here too: credential_process, the SDK's providers and parsers.
                var cause = $"{exception.GetType().Name}: {Sentence(exception.Message)}; it came from the AWS SDK or a source of credentials";
                return new AwsException(ProviderErrorReason.Unavailable, action, null, what, cause, exception);
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
