using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsClients.InstanceConnect.Wire;

/// <summary>The request in AWS's JSON 1.1 protocol.</summary>
internal sealed class SendSSHPublicKeyMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "AwsClients.InstanceConnect") { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["X-Amz-Target"] = "AWSEC2InstanceConnectService.SendSSHPublicKey";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            Write(json, (SendSSHPublicKeyRequest)input);
        }

        request.Content = body.WrittenSpan.ToArray();
        return request;
    }

    private static void Write(Utf8JsonWriter json, SendSSHPublicKeyRequest request)
    {
        json.WriteStartObject();
        WriteIfSet(json, "InstanceId", request.InstanceId);
        WriteIfSet(json, "InstanceOSUser", request.InstanceOSUser);
        WriteIfSet(json, "SSHPublicKey", request.SSHPublicKey);
        WriteIfSet(json, "AvailabilityZone", request.AvailabilityZone);
        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
