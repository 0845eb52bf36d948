using System.Text;
using AwsSimulator.Calls;
using AwsSimulator.Faults;
using AwsSimulator.Logging;
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
    public async Task RunAsync(HttpContext context, RecordedCall call, Func<Fault, Answer> handle, Func<AwsException, Answer> error)
    {
        var fault = faults.Take(call) ?? new Fault();
        if (fault.Latency > TimeSpan.Zero)
        {
            var late = Task.Delay(fault.Latency, time, context.RequestAborted);
            await calls.HoldAsync(late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (late.IsCanceled)
            {
                calls.Add(call with { ErrorCode = "Abandoned", Fault = fault.Name });
                return;
            }
        }

        var failure = Failure(fault, error);
        var spared = failure is null && !fault.Reset && !fault.Hang;
        var done = spared || fault.CarriedOut ? CarryOut(() => handle(fault), error) : null;
        var answer = failure ?? done;
        var outcome = fault switch
        {
            { Hang: true } => "Hang",
            { Reset: true } => "Reset",
            { End: not AnswerEnd.Whole } => "Half",
            _ => answer!.ErrorCode,
        };
        calls.Add(call with { ErrorCode = outcome, Fault = fault.Name, CarriedOut = done is { ErrorCode: null } });
        Log.Answered(logger, call.Service, call.Action, call.PrincipalArn, outcome ?? "OK");
        if (fault.Hang)
        {
            await HoldAsync(context).ConfigureAwait(false);
        }
        else if (fault.Reset)
        {
            context.Abort();
        }
        else
        {
            await WriteAsync(context, answer!, call.RequestId, fault.End).ConfigureAwait(false);
        }
    }

    private static Answer? Failure(Fault fault, Func<AwsException, Answer> error) => fault switch
    {
        { Body: { } body } => new Answer(fault.Status ?? StatusCodes.Status200OK, fault.ContentType, body) { ErrorCode = "Body" },
        { Code: { } code } => error(new AwsException(code, fault.Message, fault.Status ?? FaultStatus.Of(code))),
        _ => null,
    };

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

    private async Task WriteAsync(HttpContext context, Answer answer, string requestId, AnswerEnd end)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-requestid"] = requestId;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        var body = Encoding.UTF8.GetBytes(answer.Body);
        if (end == AnswerEnd.Whole)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        context.Response.ContentLength = end == AnswerEnd.CutChunked ? null : body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        if (end == AnswerEnd.Stalled)
        {
            await HoldAsync(context).ConfigureAwait(false);
        }

        // To Kestrel an exception in the middle of an answer is the end of the connection, after what was written.
        throw new IOException("The rest of the answer is held back by a fault.");
    }

    private async Task HoldAsync(HttpContext context)
    {
        var forEver = Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
        await calls.HoldAsync(forEver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
