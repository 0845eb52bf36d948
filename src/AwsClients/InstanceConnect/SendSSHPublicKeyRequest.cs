using Amazon.Runtime;

namespace AwsClients.InstanceConnect;

/// <summary>Lets a public key log in to one instance as one user for 60 seconds.</summary>
public sealed class SendSSHPublicKeyRequest : AmazonWebServiceRequest
{
    /// <summary>Required.</summary>
    public string? InstanceId { get; set; }

    /// <summary>Required; the user's name on the instance, at most 32 characters.</summary>
    public string? InstanceOSUser { get; set; }

    /// <summary>Required; one line as in authorized_keys, RSA or Ed25519, at most 4096 characters.</summary>
    public string? SSHPublicKey { get; set; }

    /// <summary>The instance's zone; AWS finds it by itself when null.</summary>
    public string? AvailabilityZone { get; set; }
}
