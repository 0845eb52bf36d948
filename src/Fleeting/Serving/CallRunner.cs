using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Fleeting;

/// <summary>What every call has in common: its duration and outcome go to the log, its exception becomes a status.</summary>
internal sealed class CallRunner(ILogger log, TimeProvider time)
{
    /// <summary>Runs a call that changes something: a line at info when it succeeds.</summary>
    /// <param name="verb">The rpc.</param>
    /// <param name="context">Of the rpc.</param>
    /// <param name="call">Gives the answer, and the same in a few words for the log: no secrets.</param>
    public Task<T> ChangeAsync<T>(string verb, ServerCallContext context, Func<Task<(T Answer, string Summary)>> call) =>
        RunAsync(Log.Done, verb, context, call);

    /// <summary>Runs a call that only reads, and comes all the time: its line is at debug.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<T> ReadAsync<T>(string verb, ServerCallContext context, Func<Task<(T Answer, string Summary)>> call) =>
        RunAsync(Log.Answered, verb, context, call);

    private async Task<T> RunAsync<T>(
        Action<ILogger, string, long, string> logSuccess,
        string verb,
        ServerCallContext context,
        Func<Task<(T Answer, string Summary)>> call)
    {
        var start = time.GetTimestamp();
        try
        {
            var (answer, summary) = await call().ConfigureAwait(false);
            logSuccess(log, verb, Milliseconds(start), summary);
            return answer;
        }
        catch (Exception e)
        {
            throw Failed(e, verb, context, Milliseconds(start));
        }
    }

    private RpcException Failed(Exception exception, string verb, ServerCallContext context, long milliseconds)
    {
        var partial = exception as PartialFailureException;
        var cause = partial?.InnerException ?? exception;
        var status = ErrorTranslator.Translate(cause, verb, context, time.GetUtcNow());
        if (status.StatusCode == StatusCode.Internal)
        {
            Log.Bug(log, cause, verb, milliseconds);
        }
        else
        {
            // The host logs the status as an error of its own; this line adds the duration, and the text whole.
            Log.Failed(log, verb, milliseconds, status.StatusCode.ToString(), cause.Message);
        }

        return partial is null ? new RpcException(status) : partial.With(status);
    }

    private long Milliseconds(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;
}
