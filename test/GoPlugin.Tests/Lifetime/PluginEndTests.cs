using System.Runtime.InteropServices;
using GoPlugin.Lifetime;
using TestKit;

namespace GoPlugin.Tests.Lifetime;

public sealed class PluginEndTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly HostConnections _connections = new();
    private readonly PluginEnd _end;

    public PluginEndTests() => _end = new PluginEnd(_connections, _log.CreateLogger("test"));

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Signalled_TermWhileAHostIsConnected_IsLeftToTheHost()
    {
        _connections.Opened();

        _end.Signalled(PosixSignal.SIGTERM);

        Assert.False(_end.Reason.IsCompleted);
        Assert.Equal(
            "SIGTERM received and left to the host: the plugin ends when the host asks it to, or when the host is gone",
            _log.Only("PluginSignalIgnored").Message);
    }

    [Fact]
    public async Task Signalled_TermWhileNobodyIsConnected_Ends()
    {
        _connections.Opened();
        _connections.Closed();

        _end.Signalled(PosixSignal.SIGTERM);

        var reason = await _end.Reason;
        Assert.Equal(PluginExitCode.Ended, reason.ExitCode);
        Assert.Empty(_log.Entries);
        reason.Say(_log.CreateLogger("test"));
        Assert.Equal("SIGTERM received while no host is connected: ending", _log.Only("PluginSignalHeeded").Message);
    }

    [Fact]
    public void Signalled_Interrupt_IsIgnoredEvenWhenNobodyIsConnected()
    {
        _end.Signalled(PosixSignal.SIGINT);

        Assert.False(_end.Reason.IsCompleted);
    }

    [Fact]
    public async Task HostGone_BeforeAnyOtherReason_HasItsOwnExitCode()
    {
        _end.HostGone();
        _end.AskedByHost();

        Assert.Equal(PluginExitCode.HostGone, (await _end.Reason).ExitCode);
    }
}
