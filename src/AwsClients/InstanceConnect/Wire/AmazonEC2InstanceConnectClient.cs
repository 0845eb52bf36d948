using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsClients.Endpoints;

namespace AwsClients.InstanceConnect.Wire;

/// <summary>
/// EC2 Instance Connect on the SDK's runtime pipeline: signing, retries, credentials and endpoints are the SDK's. It stands in for the
/// package AWSSDK.EC2InstanceConnect and names everything as that does.
/// </summary>
internal sealed class AmazonEC2InstanceConnectClient(AWSCredentials credentials, AmazonEC2InstanceConnectConfig config)
    : ThinClient(credentials, config), IInstanceConnect
{
    private static readonly InvokeOptions _sendSSHPublicKey = new()
    {
        RequestMarshaller = new SendSSHPublicKeyMarshaller(),
        ResponseUnmarshaller = new SendSSHPublicKeyUnmarshaller(),
    };

    public Task<SendSSHPublicKeyResponse> SendSSHPublicKeyAsync(SendSSHPublicKeyRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<SendSSHPublicKeyResponse>(request, _sendSSHPublicKey, cancellationToken);
}
