using System.Text.Json.Nodes;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>AWS's JSON 1.1 protocol: Instance Connect.</summary>
internal sealed class JsonEnvelope : IEnvelope
{
    private const string ContentType = "application/x-amz-json-1.1";

    public static Answer Ok(JsonObject result) => new(200, ContentType, result.ToJsonString());

    public Answer Error(AwsException error, string requestId)
    {
        var body = new JsonObject { ["__type"] = error.Code, ["Message"] = error.Message };
        return new Answer(error.Status, ContentType, body.ToJsonString()) { ErrorCode = error.Code };
    }

    public AwsException Refuse(Refusal refusal) => refusal switch
    {
        Refusal.Unsigned => new AwsException("MissingAuthenticationTokenException", "Missing Authentication Token"),
        Refusal.UnknownKey => new AwsException("UnrecognizedClientException", "The security token included in the request is invalid."),
        Refusal.Expired => new AwsException("ExpiredTokenException", "The security token included in the request is expired"),
        _ => new AwsException("InvalidSignatureException", RefusalText.WrongSignature),
    };

    public AwsException Deny(AwsRequest request, string resource)
    {
        var action = $"{request.Service}:{request.Action}";
        return new AwsException(
            "AccessDeniedException",
            $"User: {request.Principal?.Arn} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action");
    }
}
