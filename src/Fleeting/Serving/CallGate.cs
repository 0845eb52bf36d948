using Grpc.Core;

namespace Fleeting;

/// <summary>Keeps the order that the host owes a provider: Init once and first, nothing after Shutdown.</summary>
internal sealed class CallGate
{
    private enum Phase
    {
        New,
        Initializing,
        Ready,
        ShutDown,
    }

    private readonly Lock _lock = new();
    private Phase _phase = Phase.New;
    private string _groupId = "";

    /// <summary>Runs Init; a failed one may be tried again.</summary>
    public async Task<ProviderInfo> InitAsync(Func<Task<ProviderInfo>> init)
    {
        lock (_lock)
        {
            _phase = _phase switch
            {
                Phase.New => Phase.Initializing,
                Phase.Initializing => throw Refuse("Init", "another Init is still running; wait for its answer"),
                Phase.Ready => throw Refuse(
                    "Init", $"this process serves {_groupId} already; start another plugin process for another group"),
                _ => throw AfterShutdown("Init"),
            };
        }

        var next = Phase.New;
        try
        {
            var info = await init().ConfigureAwait(false);
            (next, _groupId) = (Phase.Ready, info.Id);
            return info;
        }
        finally
        {
            lock (_lock)
            {
                _phase = _phase == Phase.ShutDown ? Phase.ShutDown : next;
            }
        }
    }

    /// <summary>Throws unless Init has succeeded and Shutdown has not been called.</summary>
    public void Enter(string verb)
    {
        lock (_lock)
        {
            switch (_phase)
            {
                case Phase.Ready:
                    return;
                case Phase.ShutDown:
                    throw AfterShutdown(verb);
                default:
                    throw Refuse(verb, "the host has not called Init yet, or it failed; call Init first");
            }
        }
    }

    /// <summary>True when there is something to shut down: Init was called, and this is the first Shutdown.</summary>
    public bool ShutDown()
    {
        lock (_lock)
        {
            var begun = _phase is Phase.Ready or Phase.Initializing;
            _phase = Phase.ShutDown;
            return begun;
        }
    }

    private static RpcException AfterShutdown(string verb) =>
        Refuse(verb, "the host has called Shutdown; start another plugin process");

    private static RpcException Refuse(string verb, string cause) =>
        new(new Status(StatusCode.FailedPrecondition, $"could not answer {verb}: {cause}"));
}
