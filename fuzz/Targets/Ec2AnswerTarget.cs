using Amazon.EC2.Model;
using Fleeting.Aws.Instances;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>The XML of each operation of EC2, errors included, as far as what the plugin makes of it.</summary>
internal static class Ec2AnswerTarget
{
    private static readonly CannedAws _aws = CannedAws.Create();
    private static readonly Dictionary<string, Func<Task<object>>> _operations = Operations();

    public static Target Target { get; } = new("ec2-answer", Run)
    {
        Words =
        [
            .. _operations.Keys, "Response>", "<reservationSet>", "<item>", "</item>", "<instancesSet>", "<instanceId>", "<architecture>", "<platform>",
            "<placement>", "<availabilityZone>", "<instanceState>", "<name>", "<code>", "<stateReason>", "<message>", "<networkInterfaceSet>",
            "<ipv6AddressesSet>", "<isPrimaryIpv6>", "<attachment>", "<deviceIndex>", "<spotInstanceRequestSet>", "<passwordData>", "<nextToken>",
            "<Response><Errors><Error>", "<RequestID>", " 400\n", " 503\n", "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "/>",
        ],
    };

    private static Dictionary<string, Func<Task<object>>> Operations()
    {
        var client = _aws.Clients.Ec2(CannedAws.Credentials);
        return new()
        {
            ["DescribeInstances"] = async () => await client.DescribeInstancesAsync(new DescribeInstancesRequest()),
            ["DescribeSpotInstanceRequests"] = async () => await client.DescribeSpotInstanceRequestsAsync(new DescribeSpotInstanceRequestsRequest()),
            ["GetPasswordData"] = async () => await client.GetPasswordDataAsync(new GetPasswordDataRequest { InstanceId = "i-1" }),
        };
    }

    private static void Run(byte[] input)
    {
        if (_aws.Call(input, _operations) is DescribeInstancesResponse answer)
        {
            foreach (var instance in (answer.Reservations ?? []).SelectMany(r => r.Instances ?? []))
            {
                _ = InstanceFacts.From(instance);
            }
        }
    }
}
