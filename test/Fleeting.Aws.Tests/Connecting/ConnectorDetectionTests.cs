using Fleeting.Aws.Connecting;
using Fleeting.Aws.Instances;

namespace Fleeting.Aws.Tests.Connecting;

/// <summary>One row a cell of the detection table.</summary>
public sealed class ConnectorDetectionTests
{
    [Theory]
    [InlineData("x86_64", false, "linux", "amd64", "ssh", "ec2-user")]
    [InlineData("arm64", false, "linux", "arm64", "ssh", "ec2-user")]
    [InlineData("i386", false, "linux", "386", "ssh", "ec2-user")]
    [InlineData("x86_64_mac", false, "darwin", "amd64", "ssh", "ec2-user")]
    [InlineData("arm64_mac", false, "darwin", "arm64", "ssh", "ec2-user")]
    [InlineData("x86_64", true, "windows", "amd64", "winrm", "Administrator")]
    [InlineData("i386", true, "windows", "386", "winrm", "Administrator")]
    public void Complete_NothingGiven_Detects(
        string architecture, bool isWindows, string os, string arch, string protocol, string username)
    {
        var connector = ConnectorDetection.Complete(new ConnectorConfig(), Facts(architecture, isWindows));

        Assert.Equal((os, arch, protocol, username), (connector.Os, connector.Arch, connector.Protocol, connector.Username));
    }

    [Fact]
    public void Complete_EverythingGiven_Wins()
    {
        var given = new ConnectorConfig { Os = "linux", Arch = "arm64", Protocol = "winrm+https", ProtocolPort = 2222, Username = "ubuntu" };

        Assert.Equal(given, ConnectorDetection.Complete(given, Facts("x86_64", isWindows: true)));
    }

    [Theory]
    [InlineData("x86_64", "amd64")]
    [InlineData("amd64", "amd64")]
    [InlineData("arm64", "arm64")]
    [InlineData("aarch64", "arm64")]
    [InlineData("i386", "386")]
    [InlineData("riscv64", "riscv64")]
    public void Complete_GivenArch_BecomesGosName(string given, string arch) =>
        Assert.Equal(arch, ConnectorDetection.Complete(new ConnectorConfig { Arch = given }, Facts("x86_64", isWindows: false)).Arch);

    [Theory]
    [InlineData("windows", "winrm", "Administrator")]
    [InlineData("darwin", "ssh", "ec2-user")]
    public void Complete_GivenOs_DecidesProtocolAndUsername(string os, string protocol, string username)
    {
        var connector = ConnectorDetection.Complete(new ConnectorConfig { Os = os }, Facts("x86_64", isWindows: false));

        Assert.Equal((protocol, username), (connector.Protocol, connector.Username));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("winrm+https")]
    public void Complete_GivenProtocolOnWindows_KeepsAdministrator(string protocol)
    {
        var connector = ConnectorDetection.Complete(new ConnectorConfig { Protocol = protocol }, Facts("x86_64", isWindows: true));

        Assert.Equal((protocol, "Administrator"), (connector.Protocol, connector.Username));
    }

    private static InstanceFacts Facts(string architecture, bool isWindows) => new()
    {
        Id = "i-0123456789abcdef0",
        Architecture = architecture,
        IsWindows = isWindows,
        AvailabilityZone = "eu-west-1a",
        State = "running",
        StateReason = "",
        PrivateAddress = "10.0.0.1",
        PublicAddress = "",
        Ipv6Address = "",
        SpotRequestId = "",
    };
}
