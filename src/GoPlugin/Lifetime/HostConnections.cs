namespace GoPlugin.Lifetime;

/// <summary>Knows whether a host is connected at this moment.</summary>
internal sealed class HostConnections
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _nobody = NewSignal();
    private int _open;

    public HostConnections() => _nobody.SetResult();

    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _open > 0;
            }
        }
    }

    /// <summary>Ends when nobody is connected. Another task each time that somebody has connected since.</summary>
    public Task Nobody
    {
        get
        {
            lock (_lock)
            {
                return _nobody.Task;
            }
        }
    }

    public void Opened()
    {
        lock (_lock)
        {
            if (_open++ == 0)
            {
                _nobody = NewSignal();
            }
        }
    }

    public void Closed()
    {
        lock (_lock)
        {
            if (--_open == 0)
            {
                _nobody.SetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
