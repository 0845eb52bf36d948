using System.Globalization;

namespace AwsClients;

/// <summary>
/// A stretch of time that several steps share, one after the other. The step that runs when it is over ends with an error that names it,
/// how long it took, and those before it.
/// </summary>
public sealed class Deadline : IDisposable
{
    /// <summary>A step is told to end so much before the end: it may know what it waited for.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly List<(DeadlineStep Step, TimeSpan Took)> _done = [];
    private readonly string _whose;
    private readonly TimeSpan _total;
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _near;
    private readonly CancellationTokenSource _over;

    /// <param name="whose">What has so long, such as "Init".</param>
    /// <param name="total">How long it has, from now on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Ends it earlier.</param>
    public Deadline(string whose, TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        (_whose, _total, _time, _caller) = (whose, total, time, caller);
        _near = new CancellationTokenSource(total - Grace, time);
        _over = new CancellationTokenSource(total, time);
    }

    /// <summary>Runs a step until the deadline.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="run">The step. Its token is cancelled in the end; a step that ignores it is left alone then.</param>
    /// <exception cref="AwsSessionException">The step did not end in time.</exception>
    public async Task<T> RunAsync<T>(DeadlineStep step, Func<CancellationToken, Task<T>> run)
    {
        var start = _time.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_near.Token, _caller);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, _caller);
        try
        {
            var result = await run(end.Token).WaitAsync(left.Token).ConfigureAwait(false);
            _done.Add((step, _time.GetElapsedTime(start)));
            return result;
        }
        catch (OperationCanceledException e) when (_near.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            throw new AwsSessionException(AwsSessionErrorReason.TookTooLong, Text(step, _time.GetElapsedTime(start), e.InnerException), e);
        }
    }

    public void Dispose()
    {
        _near.Dispose();
        _over.Dispose();
    }

    private string Text(DeadlineStep step, TimeSpan took, Exception? last)
    {
        var before = string.Concat(_done.Where(d => Seconds(d.Took) > 0).Select(d => $", and before it {d.Step.Name} took {Seconds(d.Took)} s"));

        // What the step knows ends with its own advice.
        var why = last is null ? $"; {step.Check}" : $": {last.Message}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Name} took too long for the {Seconds(_total)} s of {_whose}: it was given up after {Seconds(took)} s{before}{why}");
    }

    private static int Seconds(TimeSpan time) => (int)Math.Round(time.TotalSeconds);
}
