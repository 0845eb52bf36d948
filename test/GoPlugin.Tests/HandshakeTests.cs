namespace GoPlugin.Tests;

public sealed class HandshakeTests
{
    private static readonly Handshake _plain = new() { ProtocolVersion = 0, Network = "unix", Address = "/tmp/plugin123" };

    [Fact]
    public void ToString_Plain_HasSixFieldsTheLastOneEmpty() => Assert.Equal("1|0|unix|/tmp/plugin123|grpc|", _plain.ToString());

    [Fact]
    public void ToString_HostKnowsMultiplexing_HasASeventhField() =>
        Assert.Equal("1|2|tcp|127.0.0.1:12345|grpc||false", (_plain with
        {
            ProtocolVersion = 2,
            Network = "tcp",
            Address = "127.0.0.1:12345",
            HasMultiplexField = true,
        }).ToString());
}
