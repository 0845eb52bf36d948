using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Instances;

/// <summary>
/// Answers questions about instances. Those that come together become one DescribeInstances: EC2 allows 20 such calls a second in a whole
/// account and region, and a fleet starts its jobs at once. What may pass is tried again, slower each time, for all who wait by then.
/// </summary>
internal sealed class InstanceFactsReader(GroupScope scope, InstanceDescriber describer, TimeProvider time, CancellationToken closing)
{
    /// <summary>Questions that follow each other as closely as this are asked together: a small part of what EC2 takes to answer.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(10);

    /// <summary>How long they are gathered, to within a gap, where they never pause: some twenty calls a second then, as many as EC2 allows.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    // As old as a heartbeat's facts may be.
    private static readonly TimeSpan _maxAge = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly List<FactsQuestion> _open = [];
    private readonly List<Flight> _flights = [];
    private TaskCompletionSource _full = NewSignal();
    private bool _isSending;
    private int _failures;
    private long _failedAt;
    private TimeSpan _rest;

    /// <returns>Null when EC2 does not know the id: it never existed, is long gone, or is a few seconds old.</returns>
    /// <exception cref="AwsException">AWS said no, and that will not pass, or did not pass for as long as <paramref name="patience"/> lasts.</exception>
    public async Task<InstanceFacts?> FindAsync(string instanceId, Patience patience, CancellationToken cancellationToken)
    {
        if (describer.Seen.Find(instanceId, _maxAge) is { State: "running", InternalAddress.Length: > 0 } recent)
        {
            return recent;
        }

        var question = new FactsQuestion(instanceId, patience);
        Ask([question]);
        try
        {
            return await question.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (question.GiveUp())
            {
                EndAbandoned();
            }
        }
    }

    private void Ask(IEnumerable<FactsQuestion> questions)
    {
        lock (_lock)
        {
            _open.AddRange(questions);
            if (_open.Count >= ById.BatchSize)
            {
                _full.TrySetResult();
            }

            if (!_isSending && _open.Count > 0)
            {
                _isSending = true;
                _ = Task.Run(SendAsync, CancellationToken.None);
            }
        }
    }

    /// <summary>Sends what has gathered, again and again, until nothing is left.</summary>
    private async Task SendAsync()
    {
        while (true)
        {
            var isInTrouble = await GatherAsync().ConfigureAwait(false);
            Flight flight;
            lock (_lock)
            {
                _open.RemoveAll(question => question.IsOver);
                if (_open.Count == 0)
                {
                    _isSending = false;
                    return;
                }

                var count = Math.Min(ById.BatchSize, _open.Count);
                flight = new Flight(_open.GetRange(0, count), CancellationTokenSource.CreateLinkedTokenSource(closing), time.GetTimestamp());
                _flights.Add(flight);
                _open.RemoveRange(0, count);
                if (_open.Count < ById.BatchSize)
                {
                    _full = NewSignal();
                }
            }

            var reading = ReadAsync(flight);
            if (isInTrouble)
            {
                // One call at a time is enough to see the end of it.
                await reading.ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether the last call failed.</returns>
    private async Task<bool> GatherAsync()
    {
        TimeSpan rest;
        Task full;
        bool isInTrouble;
        lock (_lock)
        {
            (isInTrouble, full) = (_failures > 0, _full.Task);
            rest = isInTrouble ? _rest - time.GetElapsedTime(_failedAt) : TimeSpan.Zero;
        }

        // A wait that the group's end cuts short is over: the call says so to each of them.
        if (rest > Gap)
        {
            await Task.WhenAny(Task.Delay(rest, time, closing)).ConfigureAwait(false);
            return isInTrouble;
        }

        var beganAt = time.GetTimestamp();
        for (var before = 0; Open() is var open && open > before && !full.IsCompleted && time.GetElapsedTime(beganAt) < Gathering; before = open)
        {
            await Task.WhenAny(full, Task.Delay(Gap, time, closing)).ConfigureAwait(false);
        }

        return isInTrouble;
    }

    private int Open()
    {
        lock (_lock)
        {
            return _open.Count;
        }
    }

    private async Task ReadAsync(Flight flight)
    {
        var questions = flight.Questions;
        try
        {
            var ids = questions.Select(question => question.InstanceId).ToHashSet();
            var answer = await describer.DescribeAsync(ids, flight.Cancellation.Token).ConfigureAwait(false);
            Volatile.Write(ref _failures, 0);
            questions.ForEach(question => question.Say(answer.GetValueOrDefault(question.InstanceId)));
        }
        catch (AwsException e) when (e.MayPass)
        {
            var rest = Rest(flight);
            foreach (var question in questions.Where(question => question.Patience.EndsWithin(rest)))
            {
                question.Fail(e.About(What(question)));
            }

            Ask(questions.Where(question => !question.IsOver));
        }
        catch (AwsException e)
        {
            questions.ForEach(question => question.Fail(e.About(What(question))));
        }
        catch (OperationCanceledException)
        {
            questions.ForEach(question => question.GiveUp());
        }
        catch (Exception e)
        {
            questions.ForEach(question => question.Fail(e));
        }
        finally
        {
            lock (_lock)
            {
                _flights.Remove(flight);
                flight.Cancellation.Dispose();
            }
        }
    }

    /// <summary>How long to leave AWS alone now. Calls that were under way together fail together: that is one failure.</summary>
    private TimeSpan Rest(Flight flight)
    {
        lock (_lock)
        {
            if (_failures == 0 || flight.BeganAt >= _failedAt)
            {
                _failures++;
                (_failedAt, _rest) = (time.GetTimestamp(), Backoff.Pause(_failures));
            }

            return _rest;
        }
    }

    private void EndAbandoned()
    {
        lock (_lock)
        {
            _flights.FindAll(flight => flight.Questions.TrueForAll(question => question.IsOver)).ForEach(flight => flight.Cancellation.Cancel());
        }
    }

    private string What(FactsQuestion question) => $"describe {question.InstanceId} of {scope}";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Flight(List<FactsQuestion> Questions, CancellationTokenSource Cancellation, long BeganAt);
}
