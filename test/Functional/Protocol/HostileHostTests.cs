using System.Buffers.Binary;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Grpc.Core;

namespace Functional.Protocol;

/// <summary>
/// Somebody who may connect and means harm: after each attack the plugin's memory is what it was, give or take, and its host is served. The
/// table of attacks is in docs/explanation/trust.md.
/// </summary>
public sealed class HostileHostTests
{
    /// <summary>What an attack may cost, garbage that is not collected yet included.</summary>
    private const double MostMegabytes = 160;

    private const string Broker = "/plugin.GRPCBroker/StartStream";
    private const string ConnectInfo = "/proto.InstanceGroup/ConnectInfo";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Header_OfMegabytes_IsCutOff() => AttackAsync(async http =>
    {
        await http.TrySendAsync(RawHttp2.Frame(RawHttp2.Headers, 0, 1, RawHttp2.Call(Broker)));
        var piece = RawHttp2.Call("/", ("x-long", new string('x', 16000)));
        for (var sent = 0; sent < 64 * 1024 * 1024; sent += piece.Length)
        {
            if (!await http.TrySendAsync(RawHttp2.Frame(RawHttp2.Continuation, 0, 1, piece)))
            {
                break;
            }
        }

        Assert.Contains(await http.ReadUntilAsync(RawHttp2.GoAway), frame => frame.Type == RawHttp2.GoAway);
    });

    [Fact]
    public Task Streams_TenThousandAtOnce_AreServedUpToTheLimitThatWasTold() => AttackAsync(async http =>
    {
        var settings = (await http.ReadUntilAsync(RawHttp2.Settings))[^1].Payload;
        Assert.Equal(4096u, Setting(settings, 3));

        for (var stream = 1; stream < 20_000; stream += 2)
        {
            if (!await http.TrySendAsync(RawHttp2.Frame(RawHttp2.Headers, RawHttp2.EndHeaders, stream, RawHttp2.Call(Broker))))
            {
                break;
            }
        }

        // The first that is refused is the first above the limit.
        var refused = (await http.ReadUntilAsync(RawHttp2.Reset))[^1];
        Assert.Equal((RawHttp2.Reset, 1 + 2 * 4096), (refused.Type, refused.Stream));
    });

    [Fact]
    public Task Streams_OpenedAndResetAtOnce_CloseTheConnection() => AttackAsync(async http =>
    {
        for (var stream = 1; stream < 400_000; stream += 2)
        {
            if (!await http.TrySendAsync((byte[])[
                .. RawHttp2.Frame(RawHttp2.Headers, RawHttp2.EndHeaders, stream, RawHttp2.Call(Broker)),
                .. RawHttp2.Frame(RawHttp2.Reset, 0, stream, 0, 0, 0, 8)]))
            {
                break;
            }
        }
    });

    [Fact]
    public Task Reader_ThatNeverReads_IsNotWaitedForAndNotBufferedFor() => AttackAsync(async http =>
    {
        var pings = Enumerable.Repeat(RawHttp2.Frame(RawHttp2.Ping, 0, 0, new byte[8]), 1000).SelectMany(frame => frame).ToArray();
        var sent = 0;
        while (sent < 20_000 && await http.TrySendAsync(pings))
        {
            sent++;
        }

        // It takes no more before 340 MB of answers wait to be read.
        Assert.InRange(sent, 0, 19_999);
    });

    [Fact]
    public Task Message_AnnouncedAndNeverSent_TakesNoRoomFromOthers() => AttackAsync(async http =>
    {
        byte[] head = [0, 0, 0xff, 0xff, 0xff];
        for (var stream = 1; stream < 2000; stream += 2)
        {
            Assert.True(await http.TrySendAsync((byte[])[
                .. RawHttp2.Frame(RawHttp2.Headers, RawHttp2.EndHeaders, stream, RawHttp2.Call(ConnectInfo)),
                .. RawHttp2.Frame(RawHttp2.Data, 0, stream, head)]));
        }
    });

    [Fact]
    public async Task Message_OfSeventeenMebibytes_IsRefused()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        var request = new InitRequest { Config = Google.Protobuf.ByteString.CopyFrom(new byte[17 * 1024 * 1024]) };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await plugin.Group.InitAsync(request, cancellationToken: Cancel));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Connections_MoreThanAHostHas_AreClosedAndTheHostsOwnStays()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        plugin.Expect("ConnectionRejected");
        await plugin.Process.EnsureServingAsync(Cancel);
        var connections = new List<RawHttp2>();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                connections.Add(await RawHttp2.OpenAsync(plugin.Process.Handshake));
            }

            // Closed: the plugin's settings never come.
            Assert.Empty(await connections[^1].ReadUntilAsync(RawHttp2.Settings));
            Assert.NotEmpty(await connections[0].ReadUntilAsync(RawHttp2.Settings));
            await plugin.Process.EnsureServingAsync(Cancel);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task SecondClient_OfTheSameUser_IsServedAndLeavesTheHostAlone()
    {
        await using var plugin = await RunningPlugin.StartAsync();
        using (var second = PluginChannel.Open(plugin.Process.Handshake, null))
        {
            var error = await Assert.ThrowsAsync<RpcException>(
                async () => await new InstanceGroup.InstanceGroupClient(second).HeartbeatAsync(new HeartbeatRequest(), cancellationToken: Cancel));
            Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        }

        await plugin.Process.EnsureServingAsync(Cancel);
    }

    private static async Task AttackAsync(Func<RawHttp2, Task> attack)
    {
        // How fast it ends thousands of calls is no matter here.
        await using var plugin = await RunningPlugin.StartAsync(options: new PluginOptions { ShutdownGrace = TimeSpan.FromSeconds(60) });
        await plugin.Process.EnsureServingAsync(Cancel);
        var before = ProcessStatus.Megabytes(plugin.Process.Id, "VmRSS");
        using var http = await RawHttp2.OpenAsync(plugin.Process.Handshake);

        await attack(http);

        var grown = ProcessStatus.Megabytes(plugin.Process.Id, "VmRSS") - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"grown by {grown:0.0} MB");
        Assert.InRange(grown, double.MinValue, MostMegabytes);
        await plugin.Process.EnsureServingAsync(Cancel);
    }

    private static uint? Setting(byte[] settings, ushort id)
    {
        for (var at = 0; at < settings.Length; at += 6)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(settings.AsSpan(at)) == id)
            {
                return BinaryPrimitives.ReadUInt32BigEndian(settings.AsSpan(at + 2));
            }
        }

        return null;
    }
}
