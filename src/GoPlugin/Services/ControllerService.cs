using GoPlugin.Protocol;
using Grpc.Core;

namespace GoPlugin.Services;

/// <summary>Lets the host end the plugin.</summary>
/// <param name="shutdown">Begins the end; returns at once, so that the answer still goes out.</param>
internal sealed class ControllerService(Action shutdown) : GRPCController.GRPCControllerBase
{
    public override Task<Empty> Shutdown(Empty request, ServerCallContext context)
    {
        shutdown();
        return Task.FromResult(new Empty());
    }
}
