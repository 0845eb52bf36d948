using System.Xml.Linq;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>EC2's own variant of the Query protocol.</summary>
internal sealed class Ec2Envelope : IEnvelope
{
    private const string ContentType = "text/xml;charset=UTF-8";

    public static XNamespace Namespace { get; } = "http://ec2.amazonaws.com/doc/2016-11-15/";

    public XmlTree Xml { get; } = new(Namespace);

    public Answer Ok(AwsRequest request, IEnumerable<object?> result) =>
        new(200, ContentType, Text(Xml.Node(request.Action + "Response", Xml.Node("requestId", request.RequestId), result)));

    public Answer Error(AwsException error, string requestId)
    {
        // Errors carry no namespace, unlike the answers.
        var root = new XElement(
            "Response",
            new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
            new XElement("RequestID", requestId));
        return new Answer(error.Status, ContentType, Text(root)) { ErrorCode = error.Code };
    }

    public AwsException Refuse(Refusal refusal) => refusal switch
    {
        Refusal.Unsigned => new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        Refusal.UnknownKey => new AwsException("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        Refusal.Expired => new AwsException("RequestExpired", "Request has expired.", 400),
        _ => new AwsException("SignatureDoesNotMatch", RefusalText.WrongSignature, 403),
    };

    public AwsException Deny(AwsRequest request, string resource)
    {
        var action = $"ec2:{request.Action}";
        var on = resource == "*" ? "" : $" on resource: {resource}";
        return new AwsException(
            "UnauthorizedOperation",
            $"You are not authorized to perform this operation. User: {request.Principal?.Arn} is not authorized to perform: {action}{on} because no identity-based policy allows the {action} action. Encoded authorization failure message: {EncodedMessage(request)}",
            403);
    }

    private static string EncodedMessage(AwsRequest request) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"simulated:{request.RequestId}:{request.Action}")).TrimEnd('=');

    private static string Text(XElement root) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);
}
