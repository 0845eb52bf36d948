using Grpc.Core;

namespace Fleeting;

/// <summary>
/// Keeps the order that the host owes a provider: Init first, one at a time, and nothing after Shutdown. A second Init changes the
/// configuration; when it fails, the first one's stays in force.
/// </summary>
internal sealed class CallGate
{
    private readonly Lock _lock = new();
    private bool _initializing;
    private bool _ready;
    private bool _shutDown;

    /// <summary>Runs Init; a failed one may be tried again.</summary>
    public async Task<ProviderInfo> InitAsync(Func<Task<ProviderInfo>> init)
    {
        lock (_lock)
        {
            if (_shutDown)
            {
                throw AfterShutdown("Init");
            }

            if (_initializing)
            {
                throw Refuse("Init", "another Init is still running; wait for its answer");
            }

            _initializing = true;
        }

        try
        {
            var info = await init().ConfigureAwait(false);
            lock (_lock)
            {
                _ready = true;
            }

            return info;
        }
        finally
        {
            lock (_lock)
            {
                _initializing = false;
            }
        }
    }

    /// <summary>Throws unless Init has succeeded and Shutdown has not been called.</summary>
    public void Enter(string verb)
    {
        lock (_lock)
        {
            if (_shutDown)
            {
                throw AfterShutdown(verb);
            }

            if (!_ready)
            {
                throw Refuse(verb, "the host has not called Init yet, or it failed; call Init first");
            }
        }
    }

    /// <summary>True when there is something to shut down: Init was called, and this is the first Shutdown.</summary>
    public bool ShutDown()
    {
        lock (_lock)
        {
            var begun = !_shutDown && (_ready || _initializing);
            _shutDown = true;
            return begun;
        }
    }

    private static RpcException AfterShutdown(string verb) =>
        Refuse(verb, "the host has called Shutdown; start another plugin process");

    private static RpcException Refuse(string verb, string cause) =>
        new(new Status(StatusCode.FailedPrecondition, $"could not answer {verb}: {cause}"));
}
