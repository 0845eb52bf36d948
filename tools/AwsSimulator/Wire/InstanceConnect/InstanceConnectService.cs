using System.Text.Json.Nodes;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.InstanceConnect;

/// <summary>EC2 Instance Connect, JSON 1.1, version 2018-04-02: SendSSHPublicKey.</summary>
internal sealed class InstanceConnectService(CloudState cloud, InstanceDirectory directory, KeyDelivery delivery, Place place) : IAwsService
{
    public string SigningName => "ec2-instance-connect";

    public IEnvelope Envelope { get; } = new JsonEnvelope();

    public Answer Handle(AwsRequest request)
    {
        if (request.Action != "SendSSHPublicKey")
        {
            throw new AwsException("UnknownOperationException", "");
        }

        var (id, user, key, zone) = SendKeyArguments.Read(request);
        lock (cloud.Gate)
        {
            var instance = directory.Find(id);
            request.Authorize(place.InstanceArn(id), instance?.Tags);
            delivery.Deliver(Reachable(instance, zone), user, key);
        }

        return JsonEnvelope.Ok(new JsonObject { ["RequestId"] = request.RequestId, ["Success"] = true });
    }

    private static SimulatedInstance Reachable(SimulatedInstance? instance, string? zone) => instance switch
    {
        null => throw new AwsException("EC2InstanceNotFoundException", "The specified instance was not found."),
        _ when zone is not null && zone != instance.AvailabilityZone =>
            throw new AwsException("EC2InstanceNotFoundException", "The specified instance was not found."),
        { InstanceConnectUnavailable: true } or { Ec2State: "pending" } => throw new AwsException(
            "EC2InstanceUnavailableException", "The instance is currently unavailable. Wait a few minutes and try again."),
        { Ec2State: "running" } => instance,
        _ => throw new AwsException(
            "EC2InstanceStateInvalidException",
            "Unable to connect because the instance is not in a valid state. Connecting to a stopped or terminated instance is not supported. If the instance is stopped, start your instance, and try to connect again."),
    };
}
