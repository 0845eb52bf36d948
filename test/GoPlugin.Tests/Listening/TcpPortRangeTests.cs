using System.Net;
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
}
