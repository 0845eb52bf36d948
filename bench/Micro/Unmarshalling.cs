using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime.Internal.Transform;
using AwsClients.AutoScaling.Wire;
using AwsClients.Ec2.Wire;
using BenchmarkDotNet.Attributes;

namespace Micro;

/// <summary>What an answer costs between the network and the plugin, by our reader; EC2's by the SDK's as well.</summary>
public class Unmarshalling
{
    private byte[] _group = [];
    private byte[] _instances = [];

    [Params(100, 1_000, 5_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Write() => (_group, _instances) = (Answers.Group(N), Answers.Instances(N));

    [Benchmark]
    public object DescribeAutoScalingGroups()
    {
        using var context = new XmlUnmarshallerContext(new MemoryStream(_group), false, null);
        return ((XmlResponseUnmarshaller)Operations.DescribeAutoScalingGroups.ResponseUnmarshaller).Unmarshall(context);
    }

    [Benchmark]
    public object DescribeInstances()
    {
        using var context = new EC2UnmarshallerContext(new MemoryStream(_instances), false, null);
        return ((XmlResponseUnmarshaller)LeanEc2Client.DescribeInstances.ResponseUnmarshaller).Unmarshall(context);
    }

    [Benchmark]
    public object DescribeInstancesBySdk()
    {
        using var context = new EC2UnmarshallerContext(new MemoryStream(_instances), false, null);
        return DescribeInstancesResponseUnmarshaller.Instance.Unmarshall(context);
    }
}
