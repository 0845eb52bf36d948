using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using AwsClients.Query;

namespace AwsClients.Ec2.Wire;

/// <summary>One operation's answer in EC2's variant of the Query protocol: ACTIONResponse with its members and a requestId right inside.</summary>
/// <param name="action">The operation.</param>
/// <param name="read">Reads a member, by its name.</param>
/// <param name="sdk">AWSSDK.EC2's own, for errors.</param>
internal sealed class Ec2Unmarshaller<TResponse>(string action, Action<QueryReader, TResponse, string> read, EC2ResponseUnmarshaller sdk)
    : EC2ResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        using var x = QueryReader.Open(input.Stream, $"{action}Response");
        var response = new TResponse { ResponseMetadata = new ResponseMetadata() };
        return x.Structure(response, (x, response, name) =>
        {
            if (name == "requestId")
            {
                response.ResponseMetadata.RequestId = x.Text();
            }
            else
            {
                read(x, response, name);
            }
        });
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        sdk.UnmarshallException(input, innerException, statusCode);
}
