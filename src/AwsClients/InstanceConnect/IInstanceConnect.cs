namespace AwsClients.InstanceConnect;

/// <summary>
/// The call of EC2 Instance Connect that puts a key on an instance. It throws <see cref="AmazonEC2InstanceConnectException"/> when AWS says
/// no, <see cref="AwsSessionException"/> when new credentials cannot be had, <see cref="Amazon.Runtime.AmazonClientException"/> when no
/// readable answer came, and <see cref="OperationCanceledException"/> when the token ends the call.
/// </summary>
public interface IInstanceConnect
{
    /// <summary>Lets a public key log in for 60 seconds.</summary>
    Task<SendSSHPublicKeyResponse> SendSSHPublicKeyAsync(SendSSHPublicKeyRequest request, CancellationToken cancellationToken);
}
