using AwsClients.Endpoints;

namespace AwsClients.InstanceConnect.Wire;

/// <summary>Configuration of <see cref="AmazonEC2InstanceConnectClient"/>.</summary>
internal sealed class AmazonEC2InstanceConnectConfig()
    : RegionalServiceConfig("EC2 Instance Connect", "ec2-instance-connect", "2018-04-02");
