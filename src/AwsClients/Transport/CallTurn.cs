namespace AwsClients.Transport;

/// <summary>A call's turn, and what it tells the pace. Disposed when the call is over.</summary>
/// <param name="pace">Whose turn it is.</param>
/// <param name="beganAt">When the call was let go.</param>
internal sealed class CallTurn(CallPace pace, long beganAt) : IDisposable
{
    private int _isOver;

    /// <summary>AWS throttled the call.</summary>
    public void Throttled() => pace.Throttled(beganAt);

    /// <summary>AWS served the call.</summary>
    public void Served() => pace.Served(beganAt);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            pace.Leave();
        }
    }
}
