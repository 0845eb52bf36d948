using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AwsClients.AutoScaling.Wire;

/// <summary>
/// One operation's answer in AWS's Query protocol: ACTIONResponse with ACTIONResult and ResponseMetadata inside. Anything else, such as a
/// portal's HTML with status 200, is an error and never an empty answer.
/// </summary>
/// <param name="action">The operation.</param>
/// <param name="read">Reads ACTIONResult; null for an operation that has none.</param>
internal sealed class QueryUnmarshaller<TResponse>(string action, Action<XElement, TResponse>? read) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        using var reader = XmlReader.Create(input.Stream);
        var root = XElement.Load(reader);
        if (root.Name.LocalName != $"{action}Response")
        {
            throw new FormatException($"expected the element {action}Response, got {root.Name.LocalName}");
        }

        var response = new TResponse
        {
            ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata")?.Text("RequestId") },
        };
        read?.Invoke(root.Child($"{action}Result") ?? throw new FormatException($"there is no element {action}Result"), response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        var message = error.Code is null ? $"{action} was answered with HTTP status {(int)statusCode} and no AWS error" : error.Message;
        return new AmazonAutoScalingException(message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
