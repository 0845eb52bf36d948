using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using AwsClients.Query;

namespace AwsClients.AutoScaling.Wire;

/// <summary>One operation's answer in AWS's Query protocol: ACTIONResponse with ACTIONResult and ResponseMetadata inside. Anything else is an error.</summary>
/// <param name="action">The operation.</param>
/// <param name="read">Reads a member of ACTIONResult, by its name; null for an operation that has none.</param>
internal sealed class QueryUnmarshaller<TResponse>(string action, Action<QueryReader, TResponse, string>? read) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        using var x = QueryReader.Open(input.Stream, $"{action}Response");
        var response = new TResponse { ResponseMetadata = new ResponseMetadata() };
        var hasResult = false;
        x.Structure(response, (x, response, name) =>
        {
            if (name == "ResponseMetadata")
            {
                x.Structure(response.ResponseMetadata, static (x, metadata, name) => metadata.RequestId = name == "RequestId" ? x.Text() : metadata.RequestId);
            }
            else if (read is not null && name == $"{action}Result")
            {
                hasResult = true;
                x.Structure(response, read);
            }
        });
        return hasResult || read is null ? response : throw new FormatException($"there is no element {action}Result");
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new AmazonAutoScalingException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
