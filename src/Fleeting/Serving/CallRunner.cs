using Fleeting.Errors;
using Fleeting.Logging;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Fleeting.Serving;

/// <summary>
/// What every call has in common: it goes through the gate, its duration and outcome go to the log, its exception becomes a status.
/// </summary>
internal sealed class CallRunner(CallGate gate, ILogger log, TimeProvider time)
{
    /// <summary>
    /// How long Shutdown waits for calls that do not end although they are told to. The host waits as long as it is not answered.
    /// </summary>
    public static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);

    /// <summary>Runs a call that changes something: a line at info when it succeeds.</summary>
    /// <param name="verb">The rpc.</param>
    /// <param name="context">Of the rpc.</param>
    /// <param name="call">
    /// Gives the answer, and the same in a few words for the log: no secrets. Its token ends it when the host gives up, and at Shutdown.
    /// </param>
    public Task<T> ChangeAsync<T>(string verb, ServerCallContext context, Func<CancellationToken, Task<(T Answer, string Summary)>> call) =>
        RunAsync(Log.Done, verb, context, token => gate.RunAsync(verb, () => call(token)), gate.Closing);

    /// <summary>Runs a call that only reads, and comes all the time: its line is at debug.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<T> ReadAsync<T>(string verb, ServerCallContext context, Func<CancellationToken, Task<(T Answer, string Summary)>> call) =>
        RunAsync(Log.Answered, verb, context, token => gate.RunAsync(verb, () => call(token)), gate.Closing);

    /// <summary>Runs Init.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<T> InitAsync<T>(string verb, ServerCallContext context, Func<CancellationToken, Task<(T Answer, string Summary)>> call) =>
        RunAsync(Log.Done, verb, context, token => gate.InitAsync(() => call(token)), gate.Closing);

    /// <summary>Runs Shutdown, when all other calls have ended.</summary>
    /// <param name="verb">The rpc.</param>
    /// <param name="context">Of the rpc.</param>
    /// <param name="call">What there is to shut down; not called without an Init before, and once only.</param>
    /// <param name="answer">The answer, and the same in a few words for the log.</param>
    public Task<T> ShutdownAsync<T>(string verb, ServerCallContext context, Func<CancellationToken, Task> call, (T Answer, string Summary) answer) =>
        RunAsync(
            Log.Done,
            verb,
            context,
            async token =>
            {
                var begun = await gate.CloseAsync().ConfigureAwait(false);
                await WaitForCallsAsync().ConfigureAwait(false);
                await (begun ? call(token) : Task.CompletedTask).ConfigureAwait(false);
                return answer;
            },
            CancellationToken.None);

    private async Task WaitForCallsAsync()
    {
        try
        {
            await gate.Empty.WaitAsync(ShutdownPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.CallsRemain(log, ShutdownPatience);
        }
    }

    private async Task<T> RunAsync<T>(
        Action<ILogger, string, long, string> logSuccess,
        string verb,
        ServerCallContext context,
        Func<CancellationToken, Task<(T Answer, string Summary)>> call,
        CancellationToken closing)
    {
        var start = time.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, closing);
        try
        {
            var (answer, summary) = await call(end.Token).ConfigureAwait(false);
            logSuccess(log, verb, Milliseconds(start), summary);
            return answer;
        }
        catch (Exception e)
        {
            throw Failed(e, verb, Abandoned(verb, context, closing), Milliseconds(start));
        }
    }

    /// <summary>What a call's end is when nobody waits for its answer any more; null while the host does.</summary>
    private Status? Abandoned(string verb, ServerCallContext context, CancellationToken closing) =>
        context.CancellationToken.IsCancellationRequested && context.Deadline <= time.GetUtcNow().UtcDateTime
            ? new Status(StatusCode.DeadlineExceeded, $"could not answer {verb}: the host's deadline passed first")
        : context.CancellationToken.IsCancellationRequested
            ? new Status(StatusCode.Cancelled, $"could not answer {verb}: the host cancelled the call")
        : closing.IsCancellationRequested
            ? new Status(StatusCode.Cancelled, $"could not answer {verb}: the host called Shutdown while it ran")
        : null;

    private RpcException Failed(Exception exception, string verb, Status? abandoned, long milliseconds)
    {
        var partial = exception as PartialFailureException;
        var cause = partial?.InnerException ?? exception;
        var status = ErrorTranslator.Translate(cause, verb, abandoned);
        if (status.StatusCode == StatusCode.Internal)
        {
            Log.Bug(log, cause, verb, milliseconds);
        }
        else
        {
            // The host logs the status as an error of its own; this line adds the duration, and the text whole.
            Log.Failed(log, verb, milliseconds, status.StatusCode.ToString(), status.Detail + Aside(cause, abandoned));
        }

        status = new Status(status.StatusCode, StatusText.Fit(status.Detail));
        return partial is null ? new RpcException(status) : partial.With(status);
    }

    // What broke in a call that nobody waits for is no bug, and still worth a look.
    private static string Aside(Exception cause, Status? abandoned) =>
        abandoned is null || cause is OperationCanceledException or RpcException or ConfigException or ProviderException
            ? ""
            : $" ({cause.GetType().Name}: {cause.Message})";

    private long Milliseconds(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;
}
