using Amazon.EC2;
using Amazon.Runtime;

namespace AwsSimulator.Tests.Wire.Ec2;

/// <summary>AWS's own EC2 client on a simulator.</summary>
internal static class Ec2Peer
{
    public static AmazonEC2Client Of(Simulator simulator) => new(
        new BasicAWSCredentials(simulator.AccessKeyId, simulator.SecretAccessKey),
        new AmazonEC2Config { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = simulator.Region, MaxErrorRetry = 0 });
}
