using System.Text;
using AwsSimulator.Calls;
using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using AwsSimulator.Iam;
using AwsSimulator.Signing;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire;

/// <summary>
/// Takes every request, finds out which service it is for and, where that is how the service knows its callers, who signed it.
/// </summary>
internal sealed class FrontDoor(
    IReadOnlyList<IPathService> byPath, ServiceTable signed, SignatureVerifier verifier, CallPipeline pipeline,
    Access access)
{
    // The one call of a signed service that proves its caller by a token of its own instead.
    private const string NeedsNoSignature = "AssumeRoleWithWebIdentity";

    public async Task ServeAsync(HttpContext context)
    {
        var body = await ReadAsync(context).ConfigureAwait(false);
        var parameters = RequestParameters.Read(context.Request, Encoding.UTF8.GetString(body));
        foreach (var service in byPath)
        {
            if (service.ActionOf(context.Request) is { } action)
            {
                var call = Record(context, service.Name, action, parameters);
                var text = Encoding.UTF8.GetString(body);
                await pipeline.RunAsync(context, call, _ => service.Handle(action, context.Request, text), service.Error)
                    .ConfigureAwait(false);
                return;
            }
        }

        await ServeSignedAsync(context, parameters, body).ConfigureAwait(false);
    }

    private async Task ServeSignedAsync(HttpContext context, IReadOnlyDictionary<string, string> parameters, byte[] body)
    {
        var header = AuthorizationHeader.Parse(context.Request.Headers.Authorization);
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        if (signed.Find(header, target, parameters) is not { } service)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("The simulator has no such service.", context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var action = target.Length > 0 ? target[(target.LastIndexOf('.') + 1)..] : parameters.GetValueOrDefault("Action", "");
        var (key, refusal) = verifier.Verify(context.Request, header, body);
        var call = Record(context, service.SigningName, action, parameters) with
        {
            AccessKeyId = header?.AccessKeyId,
            PrincipalArn = key?.Arn,
        };
        var request = new AwsRequest
        {
            Service = service.SigningName,
            Action = action,
            Parameters = parameters,
            RequestId = call.RequestId,
            Principal = key,
            Target = service,
            Access = access,
        };
        await pipeline.RunAsync(context, call, Handle, error => service.Envelope.Error(error, call.RequestId)).ConfigureAwait(false);

        Answer Handle(Fault fault) => refusal is { } reason && action != NeedsNoSignature
            ? throw service.Envelope.Refuse(reason)
            : service.Handle(request with { Sight = SightOf(action, fault) });
    }

    // Only reads are served by replicas.
    private static Sight SightOf(string action, Fault fault) =>
        action.StartsWith("Describe", StringComparison.Ordinal) ? new Sight(fault.Stale, fault.Without) : Sight.Clear;

    private RecordedCall Record(HttpContext context, string service, string action, IReadOnlyDictionary<string, string> parameters) => new()
    {
        Service = service,
        Action = action,
        Parameters = parameters,
        Time = pipeline.Time.GetUtcNow(),
        UserAgent = context.Request.Headers.UserAgent.ToString(),
        RequestId = Guid.NewGuid().ToString(),
    };

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted).ConfigureAwait(false);
        return memory.ToArray();
    }
}
