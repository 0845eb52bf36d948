using System.Diagnostics;
using AwsSimulator;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Google.Protobuf;
using Grpc.Core;

namespace FleetingHost.Benchmarks;

/// <summary>A plugin that was started and initialised, with the times it took.</summary>
internal sealed class BenchPlugin : IAsyncDisposable
{
    private BenchPlugin(PluginProcess process, TimeSpan toHandshake)
    {
        Process = process;
        Group = new InstanceGroup.InstanceGroupClient(process.Channel);
        ToHandshake = toHandshake;
    }

    public PluginProcess Process { get; }

    public InstanceGroup.InstanceGroupClient Group { get; }

    /// <summary>From before the fork to the handshake line.</summary>
    public TimeSpan ToHandshake { get; }

    /// <summary>From before the fork to the answer of Init.</summary>
    public TimeSpan ToInit { get; private set; }

    public static async Task<BenchPlugin> StartAsync(string path, Simulator simulator, string group, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var process = await PluginProcess.StartAsync(path, SimulatorEnvironment.For(simulator), null, cancellationToken);
        var plugin = new BenchPlugin(process, Stopwatch.GetElapsedTime(started));
        try
        {
            var request = new InitRequest
            {
                Config = ByteString.CopyFromUtf8($$"""{"name":"{{group}}"}"""),
                Settings = new Settings { ConnectorConfig = new ConnectorConfig() },
            };
            await plugin.Group.InitAsync(request, cancellationToken: cancellationToken);
            plugin.ToInit = Stopwatch.GetElapsedTime(started);
            return plugin;
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
    }

    /// <summary>The ids of the group.</summary>
    public async Task<IReadOnlyList<string>> UpdateAsync(CancellationToken cancellationToken)
    {
        using var call = Group.Update(new Empty(), cancellationToken: cancellationToken);
        return await call.ResponseStream.ReadAllAsync(cancellationToken)
            .Select(instance => instance.Instance)
            .ToListAsync(cancellationToken);
    }

    /// <summary>One ConnectInfo.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> ConnectAsync(string instance, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Group.ConnectInfoAsync(new ConnectInfoRequest { Instance = instance }, cancellationToken: cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
