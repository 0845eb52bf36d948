using FleetingHost.Plugins;

namespace FleetingHost.Tests.Plugins;

public sealed class HandshakeTests
{
    [Fact]
    public void Parse_SixFields_ReadsEach()
    {
        var handshake = Handshake.Parse("1|0|unix|/tmp/plugin123|grpc|");

        Assert.Equal((0, "unix", "/tmp/plugin123"), (handshake.AppVersion, handshake.Network, handshake.Address));
        Assert.True(handshake.Certificate.IsEmpty);
        Assert.Null(handshake.Multiplexed);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Parse_SeventhField_IsMultiplexing(string field, bool expected) =>
        Assert.Equal(expected, Handshake.Parse($"1|0|tcp|127.0.0.1:1234|grpc||{field}").Multiplexed);

    [Fact]
    public void Parse_CertificateWithoutPadding_IsDecoded() =>
        Assert.Equal("any"u8.ToArray().Append((byte)'1'), Handshake.Parse("1|0|unix|/s|grpc|YW55MQ").Certificate.ToArray());

    [Theory]
    [InlineData("Hello", "it has 1 fields, a handshake has 6 or 7")]
    [InlineData("2|0|unix|/s|grpc|", "its core version is '2', this host speaks 1")]
    [InlineData("1|x|unix|/s|grpc|", "its protocol version 'x' is not a number")]
    [InlineData("1|0|pipe|/s|grpc|", "its network is 'pipe', this host speaks unix and tcp")]
    [InlineData("1|0|unix|/s|netrpc|", "its protocol is 'netrpc', this host speaks grpc")]
    [InlineData("1|0|unix|/s|grpc|YW55MQ==", "its certificate is padded base64, go-plugin reads it without padding")]
    [InlineData("1|0|unix|/s|grpc|?", "its certificate is not base64")]
    [InlineData("1|0|unix|/s|grpc||yes", "its seventh field is 'yes', not true or false")]
    public void Parse_WrongLine_SaysWhatIsWrong(string line, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Handshake.Parse(line)).Message);
}
