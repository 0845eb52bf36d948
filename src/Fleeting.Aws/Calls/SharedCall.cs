namespace Fleeting.Aws.Calls;

/// <summary>
/// One call at a time, shared by everyone who asks while it runs. It is cancelled when the last of them has left, so that nobody's
/// cancellation takes the answer from another, and no call runs for nobody.
/// </summary>
internal sealed class SharedCall<T>
{
    private readonly Lock _lock = new();
    private Flight? _flight;

    /// <summary>Joins the running call, or starts <paramref name="call"/>.</summary>
    public async Task<T> JoinAsync(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        Flight flight;
        lock (_lock)
        {
            if (_flight is not { Task.IsCompleted: false } || _flight.Cancellation.IsCancellationRequested)
            {
                var cancellation = new CancellationTokenSource();
                _flight = new Flight(Task.Run(() => call(cancellation.Token), CancellationToken.None), cancellation);
            }

            flight = _flight;
            flight.Passengers++;
        }

        try
        {
            return await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (--flight.Passengers == 0 && !flight.Task.IsCompleted)
                {
                    flight.Cancellation.Cancel();
                }
            }
        }
    }

    private sealed class Flight(Task<T> task, CancellationTokenSource cancellation)
    {
        public Task<T> Task { get; } = task;

        public CancellationTokenSource Cancellation { get; } = cancellation;

        public int Passengers { get; set; }
    }
}
