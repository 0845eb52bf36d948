namespace Fleeting.Aws.Health;

/// <summary>Somebody works with an instance and wants to be stopped when it must not be used any more.</summary>
internal sealed class Watcher(string instanceId, CancellationTokenSource stop) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _isOver;

    public string InstanceId => instanceId;

    public CancellationToken Token { get; } = stop.Token;

    /// <summary>Why the work was stopped; null when it was not.</summary>
    public Unfit? Unfit { get; private set; }

    public void Stop(Unfit unfit)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                Unfit ??= unfit;
                stop.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        stop.Dispose();
    }
}
