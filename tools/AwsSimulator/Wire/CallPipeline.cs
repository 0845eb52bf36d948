using AwsSimulator.Calls;
using AwsSimulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AwsSimulator.Wire;

/// <summary>What happens to every call once it is known what it is: a fault may hit it, it is carried out, recorded and answered.</summary>
internal sealed class CallPipeline(FaultList faults, CallLog calls, TimeProvider time, ILogger logger)
{
    public TimeProvider Time => time;

    /// <param name="call">The call as far as it is known before it is carried out.</param>
    /// <param name="handle">Carries it out; an <see cref="AwsException"/> is an answer too.</param>
    /// <param name="error">The error in the envelope of the call's protocol.</param>
    public async Task RunAsync(HttpContext context, RecordedCall call, Func<Answer> handle, Func<AwsException, Answer> error)
    {
        var fault = faults.Take(call) ?? new Fault();
        if (fault.Latency > TimeSpan.Zero)
        {
            var late = Task.Delay(fault.Latency, time, context.RequestAborted);
            await calls.HoldAsync(late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (late.IsCanceled)
            {
                calls.Add(call with { ErrorCode = "Abandoned" });
                return;
            }
        }

        var failure = fault.Code is { } code ? error(new AwsException(code, fault.Message, fault.Status ?? FaultStatus.Of(code))) : null;
        var spared = failure is null && !fault.Reset && !fault.Hang;
        var answer = spared || fault.CarriedOut ? CarryOut(handle, error) : null;
        answer = failure ?? answer;
        var outcome = fault.Hang ? "Hang" : fault.Reset ? "Reset" : answer!.ErrorCode;
        calls.Add(call with { ErrorCode = outcome });
        Log.Answered(logger, call.Service, call.Action, call.PrincipalArn, outcome ?? "OK");
        if (fault.Hang)
        {
            var forEver = Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
            await calls.HoldAsync(forEver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (fault.Reset)
        {
            context.Abort();
        }
        else
        {
            await WriteAsync(context, answer!, call.RequestId).ConfigureAwait(false);
        }
    }

    private static Answer CarryOut(Func<Answer> handle, Func<AwsException, Answer> error)
    {
        try
        {
            return handle();
        }
        catch (AwsException refused)
        {
            return error(refused);
        }
    }

    private static async Task WriteAsync(HttpContext context, Answer answer, string requestId)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-requestid"] = requestId;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
