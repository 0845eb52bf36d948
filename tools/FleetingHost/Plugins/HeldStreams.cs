using GoPlugin.Protocol;
using Grpc.Core;
using WellKnownTypes = Google.Protobuf.WellKnownTypes;

namespace FleetingHost.Plugins;

/// <summary>The two calls that go-plugin's host opens at once and never ends: the plugin's stdio and the broker.</summary>
internal sealed class HeldStreams : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public HeldStreams(ChannelBase channel)
    {
        Stdio = ReadStdioAsync(new GRPCStdio.GRPCStdioClient(channel));
        Broker = ReadBrokerAsync(new GRPCBroker.GRPCBrokerClient(channel));
    }

    /// <summary>Ends when the stdio stream does, with the reason.</summary>
    public Task<Status> Stdio { get; }

    /// <summary>Ends when the broker's stream does, with the reason.</summary>
    public Task<Status> Broker { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(Stdio, Broker);
        _stop.Dispose();
    }

    private async Task<Status> ReadStdioAsync(GRPCStdio.GRPCStdioClient client)
    {
        using var call = client.StreamStdio(new WellKnownTypes.Empty(), cancellationToken: _stop.Token);
        return await ReadToEndAsync(call.ResponseStream);
    }

    private async Task<Status> ReadBrokerAsync(GRPCBroker.GRPCBrokerClient client)
    {
        using var call = client.StartStream(cancellationToken: _stop.Token);
        return await ReadToEndAsync(call.ResponseStream);
    }

    private static async Task<Status> ReadToEndAsync<T>(IAsyncStreamReader<T> stream)
    {
        try
        {
            while (await stream.MoveNext(CancellationToken.None))
            {
                // Fleeting uses neither stream; what comes is read so that it does not pile up.
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
        catch (OperationCanceledException)
        {
            return new Status(StatusCode.Cancelled, "ended by this host");
        }
    }
}
