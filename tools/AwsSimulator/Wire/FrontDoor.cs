using System.Net;
using System.Text.Json.Nodes;
using AwsSimulator.Calls;
using AwsSimulator.Faults;
using AwsSimulator.Signing;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire;

/// <summary>Takes every signed call: finds its service, checks the signature, applies faults, records it and writes the answer.</summary>
internal sealed class FrontDoor(
    ServiceTable services, SignatureVerifier verifier, FaultList faults, CallLog calls, TimeProvider time,
    Action<AwsRequest, string, IReadOnlyDictionary<string, string>> policy)
{
    public async Task ServeAsync(HttpContext context)
    {
        var body = await ReadAsync(context).ConfigureAwait(false);
        var header = AuthorizationHeader.Parse(context.Request.Headers.Authorization);
        var parameters = Parameters(context.Request, body);
        var service = services.Find(header, context.Request.Headers["X-Amz-Target"], parameters);
        if (service is null)
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("The simulator has no such service.", context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var (key, refusal) = verifier.Verify(context.Request, header, body);
        var request = new AwsRequest
        {
            Service = service.SigningName,
            Action = Action(context.Request, parameters),
            Parameters = parameters,
            RequestId = Guid.NewGuid().ToString(),
            Principal = key,
            Policy = policy,
        };
        var call = new RecordedCall
        {
            Service = request.Service,
            Action = request.Action,
            Parameters = parameters,
            Time = time.GetUtcNow(),
            AccessKeyId = header?.AccessKeyId,
            PrincipalArn = key?.Arn,
            UserAgent = context.Request.Headers.UserAgent.ToString(),
            RequestId = request.RequestId,
        };
        var fault = faults.Take(call);
        var answer = await FaultAsync(fault, service, request, context).ConfigureAwait(false);
        if (fault is null or { CarriedOut: true } || answer is null && !fault.Reset && !fault.Hang)
        {
            var carriedOut = Handle(service, request, refusal);
            answer ??= carriedOut;
        }

        var outcome = fault is { Reset: true } ? "Reset" : fault is { Hang: true } ? "Hang" : answer?.ErrorCode;
        calls.Add(call with { ErrorCode = outcome });
        if (fault is { Hang: true })
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (fault is { Reset: true })
        {
            context.Abort();
        }
        else
        {
            await WriteAsync(context, answer!, request.RequestId).ConfigureAwait(false);
        }
    }

    private static Answer Handle(IAwsService service, AwsRequest request, Refusal? refusal)
    {
        try
        {
            // The one call that proves its caller by a token of its own instead of a signature.
            if (refusal is { } reason && request.Action != "AssumeRoleWithWebIdentity")
            {
                throw service.Envelope.Refuse(reason);
            }

            return service.Handle(request);
        }
        catch (AwsException error)
        {
            return service.Envelope.Error(error, request.RequestId);
        }
    }

    private async Task<Answer?> FaultAsync(Fault? fault, IAwsService service, AwsRequest request, HttpContext context)
    {
        if (fault is null)
        {
            return null;
        }

        if (fault.Latency > TimeSpan.Zero)
        {
            await Task.Delay(fault.Latency, time, context.RequestAborted).ConfigureAwait(false);
        }

        return fault.Code is null ? null : service.Envelope.Error(
            new AwsException(fault.Code, fault.Message, fault.Status ?? FaultStatus.Of(fault.Code)), request.RequestId);
    }

    private static async Task WriteAsync(HttpContext context, Answer answer, string requestId)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-requestid"] = requestId;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted).ConfigureAwait(false);
        return memory.ToArray();
    }

    private static string Action(HttpRequest request, IReadOnlyDictionary<string, string> parameters) =>
        request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target
            ? target[(target.LastIndexOf('.') + 1)..]
            : parameters.GetValueOrDefault("Action", "");

    private static Dictionary<string, string> Parameters(HttpRequest request, byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        if (request.ContentType?.StartsWith("application/x-amz-json", StringComparison.Ordinal) == true)
        {
            return text.Length == 0 || JsonNode.Parse(text) is not JsonObject json ? [] : json
                .ToDictionary(member => member.Key, member => member.Value?.ToString() ?? "");
        }

        var query = request.QueryString.Value is { Length: > 1 } inUrl ? inUrl[1..] : "";
        return (query + "&" + text).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .GroupBy(pair => WebUtility.UrlDecode(pair[0]))
            .ToDictionary(group => group.Key, group => WebUtility.UrlDecode(group.First().ElementAtOrDefault(1) ?? ""));
    }
}
