using GoPlugin.Protocol;
using Grpc.Core;

namespace GoPlugin.Services;

/// <summary>
/// Further connections between host and plugin. None are offered and none are made; the host keeps the stream open all the same.
/// </summary>
/// <param name="stopping">Ends the stream, so that an open one does not hold up the end of the plugin.</param>
internal sealed class BrokerService(CancellationToken stopping) : GRPCBroker.GRPCBrokerBase
{
    public override Task StartStream(
        IAsyncStreamReader<ConnInfo> requestStream, IServerStreamWriter<ConnInfo> responseStream, ServerCallContext context) =>
        OpenStream.ServeAsync(async () =>
        {
            while (await requestStream.MoveNext(stopping).ConfigureAwait(false))
            {
                // Nothing here waits for a connection, so there is nothing to hand the announcement to.
            }
        });
}
