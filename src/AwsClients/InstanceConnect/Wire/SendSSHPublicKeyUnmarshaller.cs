using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AwsClients.InstanceConnect.Wire;

/// <summary>The answer in AWS's JSON 1.1 protocol, whatever its content type says.</summary>
internal sealed class SendSSHPublicKeyUnmarshaller : JsonResponseUnmarshaller
{
    private const int ReadBuffer = 4096;
    private const int MaxDepth = 64;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var document = JsonDocument.Parse(input.Stream);
        var response = new SendSSHPublicKeyResponse();
        foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
        {
            switch (member.Name)
            {
                case "RequestId": response.RequestId = member.Value.GetString(); break;
                case "Success": response.Success = member.Value.GetBoolean(); break;
                default: break;
            }
        }

        response.ResponseMetadata = new ResponseMetadata { RequestId = response.RequestId };
        return response;
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream, ReadBuffer, MaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonEC2InstanceConnectException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
