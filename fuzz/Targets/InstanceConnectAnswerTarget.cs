using System.Text.Json;
using AwsClients.InstanceConnect;
using AwsClients.InstanceConnect.Wire;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>The JSON of Instance Connect, errors included: what is read is the same when it is written and read again.</summary>
internal static class InstanceConnectAnswerTarget
{
    private const string Name = "SendSSHPublicKey";

    private static readonly CannedAws _aws = CannedAws.Create();
    private static readonly Dictionary<string, Func<Task<object>>> _operations = Operations(_aws.Clients.InstanceConnect(CannedAws.Credentials));

    public static Target Target { get; } = new("instance-connect-answer", Run)
    {
        Words =
        [
            "\"RequestId\":", "\"Success\":", "\"__type\":", "\"message\":", "\"Message\":", "\"code\":", "true", "false", "null", "{", "}", "[", "]", "\\ud800",
            "SendSSHPublicKey 400 ThrottlingException\n", "SendSSHPublicKey 400\n", "SendSSHPublicKey 503\n",
        ],
    };

    private static Dictionary<string, Func<Task<object>>> Operations(AmazonEC2InstanceConnectClient client) => new()
    {
        [Name] = async () => await client.SendSSHPublicKeyAsync(
            new SendSSHPublicKeyRequest { InstanceId = "i-1", InstanceOSUser = "a", SSHPublicKey = "b" }, CancellationToken.None),
    };

    private static void Run(byte[] input)
    {
        if (_aws.Call(input, _operations) is not SendSSHPublicKeyResponse answer)
        {
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new { answer.RequestId, answer.Success });
        var again = (SendSSHPublicKeyResponse?)_aws.Call(json, Name, _operations[Name]) ?? throw new OracleException("what was written is not read");
        Oracle.Same($"{answer.RequestId} {answer.Success}", $"{again.RequestId} {again.Success}", "the answer");
    }
}
