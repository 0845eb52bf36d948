using Fleeting.Protocol;
using FleetingHost.Connecting;

namespace FleetingHost.Tests.Connecting;

public sealed class SshTargetTests
{
    [Theory]
    [InlineData("10.0.0.1", 0, "10.0.0.1:22")]
    [InlineData("10.0.0.1", 2222, "10.0.0.1:2222")]
    [InlineData("10.0.0.1:23", 2222, "10.0.0.1:23")]
    [InlineData("2001:db8::1", 0, "[2001:db8::1]:22")]
    [InlineData("[2001:db8::1]:23", 0, "[2001:db8::1]:23")]
    public void From_Address_HasAPort(string address, int port, string expected)
    {
        var info = new ConnectInfoResponse { Connector = new ConnectorConfig { ProtocolPort = port }, InternalAddr = address };

        Assert.Equal(expected, SshTarget.From("i-1", info, useExternalAddress: false).Address);
    }

    [Fact]
    public void From_UseExternalAddress_IsThatOne()
    {
        var info = new ConnectInfoResponse { Connector = new ConnectorConfig(), InternalAddr = "10.0.0.1", ExternalAddr = "198.18.0.1" };

        Assert.Equal("198.18.0.1", SshTarget.From("i-1", info, useExternalAddress: true).Host);
    }

    [Fact]
    public void From_NoAddress_SaysWhich()
    {
        var info = new ConnectInfoResponse { InternalAddr = "10.0.0.1" };

        Assert.Equal(
            "could not connect to i-1: the plugin gave no external address (use_external_addr chooses)",
            Assert.Throws<ConnectException>(() => SshTarget.From("i-1", info, useExternalAddress: true)).Message);
    }

    [Fact]
    public void From_WinRm_IsRefused()
    {
        var info = new ConnectInfoResponse { Connector = new ConnectorConfig { Protocol = "winrm" }, InternalAddr = "10.0.0.1" };

        Assert.Equal(
            "could not connect to i-1: the plugin says protocol 'winrm', this host connects by ssh only",
            Assert.Throws<ConnectException>(() => SshTarget.From("i-1", info, false)).Message);
    }

    [Fact]
    public void ToString_Always_HasNoSecret() =>
        Assert.Equal(
            "SshTarget { Address = h:22, Username = u }",
            new SshTarget { Host = "h", Port = 22, Username = "u", Password = "hunter2", Key = "PEM"u8.ToArray() }.ToString());
}
