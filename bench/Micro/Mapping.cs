using BenchmarkDotNet.Attributes;
using Fleeting;
using Fleeting.Aws.Instances;
using Fleeting.Serving;

namespace Micro;

/// <summary>A thousand instances from AWS's types to ours, and from ours to the host's.</summary>
public class Mapping
{
    private const int N = 1_000;

    private readonly Amazon.EC2.Model.Instance[] _described =
    [
        .. Enumerable.Range(0, N).Select(i => new Amazon.EC2.Model.Instance
        {
            InstanceId = Answers.Id(i),
            Architecture = "x86_64",
            State = new() { Name = "running" },
            Placement = new() { AvailabilityZone = "us-east-1a" },
            PrivateIpAddress = "172.31.0.5",
            NetworkInterfaces = [new() { Attachment = new() { DeviceIndex = 0 }, Ipv6Addresses = [new() { Ipv6Address = "2001:db8::1" }] }],
        }),
    ];

    private readonly Instance[] _instances = [.. Enumerable.Range(0, N).Select(i => new Instance(Answers.Id(i), InstanceState.Running))];

    [Benchmark(OperationsPerInvoke = N)]
    public int FactsOfDescribed()
    {
        var length = 0;
        foreach (var instance in _described)
        {
            length += InstanceFacts.From(instance).InternalAddress.Length;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = N)]
    public int UpdateMessages()
    {
        var length = 0;
        foreach (var instance in _instances)
        {
            length += Wire.ToWire(instance).CalculateSize();
        }

        return length;
    }
}
