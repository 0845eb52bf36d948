using System.Net;
using GoPlugin.Contract;
using GoPlugin.Listening;

namespace GoPlugin.Tests.Listening;

public sealed class TcpPortRangeTests
{
    [Fact]
    public void Bind_NoRange_TakesAnyPortOfLoopback()
    {
        using var socket = TcpPortRange.From(_ => null).Bind();

        var endpoint = Assert.IsType<IPEndPoint>(socket.LocalEndPoint);
        Assert.Equal(IPAddress.Loopback, endpoint.Address);
        Assert.NotEqual(0, endpoint.Port);
    }

    [Fact]
    public void Bind_OnePortThatIsTaken_NamesTheRange()
    {
        using var first = TcpPortRange.From(_ => null).Bind();
        first.Listen();
        var port = ((IPEndPoint)first.LocalEndPoint!).Port;

        var error = Assert.Throws<PluginStartException>(() => new TcpPortRange(port, port).Bind());

        Assert.Equal(
            $"could not listen on 127.0.0.1: every port from {port} to {port} is taken; widen PLUGIN_MIN_PORT and PLUGIN_MAX_PORT", error.Message);
    }

    [Fact]
    public void From_NotAPort_SaysWhichVariable() => Assert.Equal(
        "could not listen on 127.0.0.1: PLUGIN_MAX_PORT is \"70000\", which is not a port (0 to 65535)",
        Assert.Throws<PluginStartException>(() => TcpPortRange.From(name => name == "PLUGIN_MAX_PORT" ? "70000" : "1")).Message);

    [Theory]
    [InlineData("10000", "10010", 10000, 10010)]
    [InlineData("10000", "10000", 10000, 10000)]
    [InlineData("10000", "0", 10000, 65535)]
    [InlineData("10000", null, 10000, 65535)]
    [InlineData(null, "10000", 0, 10000)]
    [InlineData("0", "0", 0, 0)]
    public void From_OneOrBothLimits_IsTheRange(string? min, string? max, int first, int last) =>
        Assert.Equal(new TcpPortRange(first, last), TcpPortRange.From(name => name == "PLUGIN_MIN_PORT" ? min : max));

    [Fact]
    public void From_MinAboveMax_SaysSo() => Assert.Equal(
        "could not listen on 127.0.0.1: PLUGIN_MIN_PORT is 10010 and PLUGIN_MAX_PORT 10000; the first must not be above the second",
        Assert.Throws<PluginStartException>(() => TcpPortRange.From(name => name == "PLUGIN_MIN_PORT" ? "10010" : "10000")).Message);
}
