using Amazon.Runtime;

namespace AwsClients.InstanceConnect;

/// <summary>Whether the key was handed over.</summary>
public sealed class SendSSHPublicKeyResponse : AmazonWebServiceResponse
{
    /// <summary>AWS's id of the request.</summary>
    public string? RequestId { get; set; }

    /// <summary>True when the instance has the key.</summary>
    public bool? Success { get; set; }
}
