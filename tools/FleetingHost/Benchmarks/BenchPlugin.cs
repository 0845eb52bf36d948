using System.Diagnostics;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Google.Protobuf;
using Grpc.Core;

namespace FleetingHost.Benchmarks;

/// <summary>A plugin that was started and initialised, with the times it took.</summary>
internal sealed class BenchPlugin : IAsyncDisposable
{
    private readonly PluginProcess _process;
    private readonly InstanceGroup.InstanceGroupClient _group;

    private BenchPlugin(PluginProcess process, double handshakeMilliseconds)
    {
        _process = process;
        _group = new InstanceGroup.InstanceGroupClient(process.Channel);
        HandshakeMilliseconds = handshakeMilliseconds;
    }

    /// <summary>From before the fork to the handshake line.</summary>
    public double HandshakeMilliseconds { get; }

    /// <summary>From before the fork to the answer of Init.</summary>
    public double InitMilliseconds { get; private set; }

    public double CpuMilliseconds => ProcessStatus.Cpu(_process.Id).TotalMilliseconds;

    /// <summary>Resident now; MB are 10^6 bytes.</summary>
    public double ResidentMegabytes => ProcessStatus.Megabytes(_process.Id, "VmRSS");

    /// <summary>The most that ever was.</summary>
    public double PeakMegabytes => ProcessStatus.Megabytes(_process.Id, "VmHWM");

    public static async Task<BenchPlugin> StartAsync(
        string path, IReadOnlyDictionary<string, string?> environment, int size, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var process = await PluginProcess.StartAsync(path, environment, null, cancellationToken);
        var plugin = new BenchPlugin(process, Milliseconds(started));
        try
        {
            var request = new InitRequest
            {
                Config = ByteString.CopyFromUtf8($$"""{"name":"{{BenchServer.Group(size)}}"}"""),
                Settings = new Settings { ConnectorConfig = new ConnectorConfig() },
            };
            await plugin._group.InitAsync(request, cancellationToken: cancellationToken);
            plugin.InitMilliseconds = Milliseconds(started);
            return plugin;
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
    }

    /// <summary>The ids of the group's running instances.</summary>
    public async Task<IReadOnlyList<string>> UpdateAsync(CancellationToken cancellationToken)
    {
        using var call = _group.Update(new Empty(), cancellationToken: cancellationToken);
        return await call.ResponseStream.ReadAllAsync(cancellationToken)
            .Where(instance => instance.State == State.Running)
            .Select(instance => instance.Instance)
            .ToListAsync(cancellationToken);
    }

    /// <summary>One ConnectInfo.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> ConnectAsync(string instance, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await _group.ConnectInfoAsync(new ConnectInfoRequest { Instance = instance }, cancellationToken: cancellationToken);
        return Milliseconds(started);
    }

    public async Task HeartbeatAsync(string instance, CancellationToken cancellationToken) =>
        await _group.HeartbeatAsync(new HeartbeatRequest { Instance = instance }, cancellationToken: cancellationToken);

    public async Task IncreaseAsync(int count, CancellationToken cancellationToken) =>
        await _group.IncreaseAsync(new IncreaseRequest { N = (uint)count }, cancellationToken: cancellationToken);

    public async Task DecreaseAsync(IEnumerable<string> instances, CancellationToken cancellationToken) =>
        await _group.DecreaseAsync(new DecreaseRequest { Instances = { instances } }, cancellationToken: cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static double Milliseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;
}
