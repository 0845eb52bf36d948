using Amazon.EC2.Model;
using Fleeting.Aws.Instances;

namespace Fleeting.Aws.Tests.Instances;

public sealed class InstanceFactsTests
{
    [Fact]
    public void From_PrimaryIpv6OnALaterInterface_IsTheOne() =>
        Assert.Equal("2001:db8::3", InstanceFacts.From(Instance(null, Interface(1, ("2001:db8::3", true)), Interface(0, ("2001:db8::1", false)))).Ipv6Address);

    [Fact]
    public void From_NoPrimary_TakesTheInstancesOwn() =>
        Assert.Equal("2001:db8::9", InstanceFacts.From(Instance("2001:db8::9", Interface(0, ("2001:db8::1", false)))).Ipv6Address);

    [Fact]
    public void From_NoneNamed_TakesTheFirstOfTheFirstInterface() =>
        Assert.Equal("2001:db8::1", InstanceFacts.From(Instance(null, Interface(1, ("2001:db8::3", false)), Interface(0, ("2001:db8::1", false)))).Ipv6Address);

    [Fact]
    public void From_AlmostNothing_HasEmptyFacts() =>
        Assert.Equal(
            new InstanceFacts
            {
                Id = "i-1",
                Architecture = "",
                IsWindows = false,
                AvailabilityZone = "",
                State = "",
                StateReason = "",
                PrivateAddress = "",
                PublicAddress = "",
                Ipv6Address = "",
                SpotRequestId = "",
            },
            InstanceFacts.From(new Amazon.EC2.Model.Instance { InstanceId = "i-1" }));

    private static Amazon.EC2.Model.Instance Instance(string? ipv6, params List<InstanceNetworkInterface> interfaces) =>
        new() { InstanceId = "i-1", Ipv6Address = ipv6, NetworkInterfaces = interfaces };

    private static InstanceNetworkInterface Interface(int index, (string Address, bool IsPrimary) address) => new()
    {
        Attachment = new InstanceNetworkInterfaceAttachment { DeviceIndex = index },
        Ipv6Addresses = [new InstanceIpv6Address { Ipv6Address = address.Address, IsPrimaryIpv6 = address.IsPrimary }],
    };
}
