using GoPlugin.Protocol;
using Grpc.Core;

namespace GoPlugin.Services;

/// <summary>
/// What the plugin prints after the handshake: nothing, since its log goes to stderr. The host opens the stream at once and keeps it.
/// </summary>
/// <param name="stopping">Ends the stream, so that an open one does not hold up the end of the plugin.</param>
internal sealed class StdioService(CancellationToken stopping) : GRPCStdio.GRPCStdioBase
{
    public override Task StreamStdio(
        Google.Protobuf.WellKnownTypes.Empty request, IServerStreamWriter<StdioData> responseStream, ServerCallContext context) =>
        OpenStream.HoldAsync(context.CancellationToken, stopping);
}
