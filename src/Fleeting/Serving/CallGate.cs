using Grpc.Core;

namespace Fleeting.Serving;

/// <summary>
/// Keeps the order that the host owes a provider: Init first, one at a time, and nothing during or after Shutdown, which ends the calls that
/// run and waits for them. A second Init changes the configuration; when it fails, the first one's stays in force.
/// </summary>
internal sealed class CallGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private bool _initializing;
    private bool _ready;
    private bool _shutDown;

    public CallGate() => Closing = _closing.Token;

    /// <summary>Cancelled by Shutdown: every call ends then.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Runs Init; a failed one may be tried again.</summary>
    public async Task<T> InitAsync<T>(Func<Task<T>> init)
    {
        BeginInit();
        try
        {
            var answer = await init().ConfigureAwait(false);
            lock (_lock)
            {
                _ready = true;
            }

            return answer;
        }
        finally
        {
            lock (_lock)
            {
                _initializing = false;
                Leave();
            }
        }
    }

    /// <summary>Runs any other call. Refuses it unless Init has succeeded and Shutdown has not been called.</summary>
    public async Task<T> RunAsync<T>(string verb, Func<Task<T>> call)
    {
        Enter(verb);
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                Leave();
            }
        }
    }

    /// <summary>Ends when no call runs and none will: some time after <see cref="CloseAsync"/>.</summary>
    public Task Empty => _empty.Task;

    /// <summary>Refuses further calls and tells those that run to end. See <see cref="Empty"/> for when they have.</summary>
    /// <returns>True when there is something to shut down: Init was called, and this is the first Shutdown.</returns>
    public async Task<bool> CloseAsync()
    {
        bool begun;
        lock (_lock)
        {
            begun = !_shutDown && (_ready || _initializing);
            _shutDown = true;
            if (_inside == 0)
            {
                _empty.TrySetResult();
            }
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        return begun;
    }

    public void Dispose() => _closing.Dispose();

    private void BeginInit()
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
            _inside++;
        }
    }

    private void Enter(string verb)
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

            _inside++;
        }
    }

    private void Leave()
    {
        if (--_inside == 0 && _shutDown)
        {
            _empty.TrySetResult();
        }
    }

    private static RpcException AfterShutdown(string verb) =>
        Refuse(verb, "the host has called Shutdown; start another plugin process");

    private static RpcException Refuse(string verb, string cause) =>
        new(new Status(StatusCode.FailedPrecondition, $"could not answer {verb}: {cause}"));
}
