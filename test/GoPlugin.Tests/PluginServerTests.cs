using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using GoPlugin.Contract;
using GoPlugin.Tests.Harness;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace GoPlugin.Tests;

public sealed class PluginServerTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no")]
    public async Task ServeAsync_WithoutTheCookie_ExplainsItselfAndFails(string? cookie)
    {
        await using var plugin = new RunningPlugin(_log, environment: (RunningPlugin.CookieKey, cookie));

        Assert.Equal(PluginExitCode.Failed, await plugin.ExitCode);
        Assert.Equal("", plugin.Stdout);
        Assert.Equal(
            """
            probe-plugin is a plugin that Probe Host starts by itself; it does nothing when started by hand.
            Name it in Probe Host's configuration instead, or run "probe-plugin help" for what it can do here.

            """,
            plugin.Stderr);
    }

    [Fact]
    public async Task ServeAsync_WithTheCookie_PrintsOneLineAndNothingElse()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        await host.EchoAsync(new Text { Value = "hello" });
        await host.ShutdownAsync();
        await plugin.ExitCode;

        Assert.Matches($"^1\\|1\\|unix\\|{plugin.Folder}/plugin[0-9a-f]+\\|grpc\\|\n$", plugin.Stdout);
        Assert.Equal("", plugin.Stderr);
    }

    [Fact]
    public async Task ServeAsync_HostNamesAVersion_AnswersWithIt()
    {
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.ProtocolVersions, "2,3,4"));

        Assert.Equal("3", (await plugin.HandshakeAsync())[1]);
    }

    [Fact]
    public async Task ServeAsync_HostKnowsMultiplexing_SaysThatItDoesNot()
    {
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.MultiplexGrpc, "true"));

        Assert.Equal("false", (await plugin.HandshakeAsync())[6]);
    }

    [Fact]
    public async Task ServeAsync_HostAsksForShutdown_AnswersEndsStreamsAndRemovesTheSocket()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        using var stdio = host.OpenStdio();
        using var broker = host.OpenBroker();
        await host.EchoAsync(new Text());

        // Go's host closes the broker before it asks for the end, and leaves stdio open.
        await broker.RequestStream.CompleteAsync();
        await host.ShutdownAsync();

        Assert.Equal(PluginExitCode.Ended, await plugin.ExitCode);
        Assert.False(await stdio.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.False(await broker.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFileSystemEntries(plugin.Folder));
        _log.Only("PluginShutdownAsked");
    }

    [Fact]
    public async Task ServeAsync_ShutdownWhileACallHangs_CutsTheCallOffAfterTheGrace()
    {
        var time = new FakeTimeProvider();
        await using var plugin = new RunningPlugin(_log, time);
        using var host = await plugin.ConnectAsync();
        var hanging = host.HangAsync();
        await plugin.Service.HangingAsync(1);
        await host.ShutdownAsync();

        await time.AdvanceUntilAsync(plugin.ExitCode);

        Assert.Equal(PluginExitCode.Ended, await plugin.ExitCode);
        await Assert.ThrowsAsync<RpcException>(() => hanging);
    }

    [Fact]
    public async Task ServeAsync_ShutdownWhileACallHeedsNoCancellation_EndsBeforeTheHostKills()
    {
        _log.Expect("NotAllConnectionsAborted");
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        var staying = host.StayAsync();
        await plugin.Service.HangingAsync(1);
        var clock = Stopwatch.StartNew();

        await host.ShutdownAsync();
        await plugin.ExitCode;

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<RpcException>(() => staying);
    }

    [Fact]
    public async Task ServeAsync_ServiceThrows_NeverSendsGrpcsOwnText()
    {
        _log.Expect("PluginCallBug");
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        var error = await Assert.ThrowsAsync<RpcException>(host.ThrowAsync);

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Equal(
            "could not answer /probe.Probe/Throw: the plugin has a bug, or the request was malformed; the plugin's log has the exception: " +
            "report it with the plugin's version",
            error.Status.Detail);
        Assert.Equal("the disk is on fire", _log.Only("PluginCallBug").Exception?.Message);
    }

    [Fact]
    public async Task ServeAsync_MalformedRequest_IsTheHostsMistakeAndNoBug()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => host.CallAsync("probe.Probe", "Echo", [0xff, 0xff]));

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.StartsWith("could not read the request: its message is none of the contract: ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServeAsync_MessageBeyondGrpcsUsualLimit_GoesThroughBothWays()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        var text = new Text { Value = new string('x', 6 * 1024 * 1024) };

        Assert.Equal(text, await host.EchoAsync(text));
    }

    [Fact(Timeout = 30_000)]
    public async Task ServeAsync_MoreCallsAtOnceThanHttp2UsuallyAllows_AllRun()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var hanging = Enumerable.Range(0, 150).Select(_ => host.HangUntilAsync(cancel.Token)).ToList();
        await plugin.Service.HangingAsync(150);
        await cancel.CancelAsync();

        foreach (var call in hanging)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => call);
        }
    }

    [Theory]
    [InlineData("/nonexistent", "Could not find a part of the path '{0}'")]
    [InlineData("/sys", "Access to the path '{0}' is denied")]
    public async Task ServeAsync_UnusableSocketFolder_FailsWithTheCauseInTheLogAlone(string folder, string cause)
    {
        _log.Expect("PluginNotStarted");
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.UnixSocketDirectory, folder));

        Assert.Equal(PluginExitCode.Failed, await plugin.ExitCode);
        Assert.Equal("", plugin.Stdout);
        var message = Assert.Single(_log.Entries).Message;
        var socket = message["could not create the plugin's socket ".Length..message.IndexOf(':', StringComparison.Ordinal)];
        Assert.StartsWith($"{folder}/plugin", socket, StringComparison.Ordinal);
        Assert.Equal(
            $"could not create the plugin's socket {socket}: {string.Format(CultureInfo.InvariantCulture, cause, socket)}; " +
            "set PLUGIN_UNIX_SOCKET_DIR to a folder that exists and that the plugin may write to",
            message);
    }

    [Fact]
    public async Task ServeAsync_SocketFolderRemovedWhileServing_EndsAsAsked()
    {
        using var folder = new TempFolder();
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "inner")).FullName;
        await using var plugin = new RunningPlugin(_log, environment: (EnvironmentVariable.UnixSocketDirectory, inner));
        using var host = await plugin.ConnectAsync();
        await host.EchoAsync(new Text());

        Directory.Delete(inner, recursive: true);
        await host.ShutdownAsync();

        Assert.Equal(PluginExitCode.Ended, await plugin.ExitCode);
    }

    [Fact]
    public async Task ServeAsync_ConnectionWithoutCalls_StaysOpen()
    {
        await using var plugin = new RunningPlugin(_log);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint((await plugin.HandshakeAsync())[3]), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"u8.ToArray(), TestContext.Current.CancellationToken);

        // Kestrel looks for idle connections once a second, and closed them at the second look.
        var closed = stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TimeoutException>(() => closed.WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken));
    }
}
