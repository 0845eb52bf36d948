using System.Xml.Linq;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>AWS's Query protocol: Auto Scaling and STS.</summary>
internal sealed class QueryEnvelope(XNamespace ns) : IEnvelope
{
    private const string ContentType = "text/xml";
    private readonly XmlTree _xml = new(ns);

    /// <summary>The answer with what stands inside its Result element; null for the actions that have no result.</summary>
    public Answer Ok(AwsRequest request, IEnumerable<object?>? result)
    {
        var root = _xml.Node(
            request.Action + "Response",
            result is null ? null : _xml.Node(request.Action + "Result", result),
            _xml.Node("ResponseMetadata", _xml.Node("RequestId", request.RequestId)));
        return new Answer(200, ContentType, root.ToString(SaveOptions.DisableFormatting));
    }

    public Answer Error(AwsException error, string requestId)
    {
        var root = _xml.Node(
            "ErrorResponse",
            _xml.Node(
                "Error",
                _xml.Node("Type", error.Status >= 500 ? "Receiver" : "Sender"),
                _xml.Node("Code", error.Code),
                _xml.Node("Message", error.Message)),
            _xml.Node("RequestId", requestId));
        return new Answer(error.Status, ContentType, root.ToString(SaveOptions.DisableFormatting)) { ErrorCode = error.Code };
    }

    public AwsException Refuse(Refusal refusal) => refusal switch
    {
        Refusal.Unsigned => new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        Refusal.UnknownKey => new AwsException("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
        Refusal.Expired => new AwsException("ExpiredToken", "The security token included in the request is expired", 403),
        _ => new AwsException("SignatureDoesNotMatch", RefusalText.WrongSignature, 403),
    };

    public AwsException Deny(AwsRequest request, string resource)
    {
        var action = $"{request.Service}:{request.Action}";
        var on = resource == "*" ? "" : $" on resource: {resource}";
        return new AwsException(
            "AccessDenied",
            $"User: {request.Principal?.Arn} is not authorized to perform: {action}{on} because no identity-based policy allows the {action} action",
            403);
    }
}
