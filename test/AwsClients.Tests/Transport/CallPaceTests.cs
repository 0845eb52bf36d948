using AwsClients.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests.Transport;

public sealed class CallPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CallPace _pace;

    public CallPaceTests() => _pace = new CallPace(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task ThrottleAsync() => (await _pace.EnterAsync(false, Cancel)).Throttled();

    [Fact]
    public void EnterAsync_NothingThrottled_GoesAtOnce()
    {
        for (var call = 0; call < CallPace.AtOnce; call++)
        {
            Assert.True(_pace.EnterAsync(false, Cancel).IsCompletedSuccessfully);
        }

        Assert.Equal(TimeSpan.Zero, _pace.Gap);
    }

    [Fact]
    public async Task EnterAsync_TooManyAtOnce_WaitsUntilOneIsOver()
    {
        var first = await _pace.EnterAsync(false, Cancel);
        for (var call = 1; call < CallPace.AtOnce; call++)
        {
            await _pace.EnterAsync(false, Cancel);
        }

        var next = _pace.EnterAsync(false, Cancel);
        Assert.False(next.IsCompleted);
        first.Dispose();
        first.Dispose();

        await next;
        Assert.False(_pace.EnterAsync(false, Cancel).IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_AfterAThrottle_GoesOneAtATimeAGapApart()
    {
        await ThrottleAsync();
        var calls = Enumerable.Range(0, 3).Select(_ => _pace.EnterAsync(false, Cancel)).ToList();

        for (var gone = 0; gone < 3; gone++)
        {
            Assert.Equal(gone, calls.Count(call => call.IsCompleted));
            _time.Advance(CallPace.FirstGap);
            await calls[gone];
        }
    }

    [Fact]
    public async Task EnterAsync_SomeGoFirst_OvertakeThoseThatWait()
    {
        await ThrottleAsync();
        var later = Enumerable.Range(0, 5).Select(_ => _pace.EnterAsync(false, Cancel)).ToList();
        var first = _pace.EnterAsync(true, Cancel);

        _time.Advance(CallPace.FirstGap);

        await first;
        Assert.All(later, call => Assert.False(call.IsCompleted));
        _time.Advance(CallPace.FirstGap);
        await later[0];
    }

    [Fact]
    public async Task EnterAsync_CallerLeaves_TakesNoTurn()
    {
        await ThrottleAsync();
        using var caller = new CancellationTokenSource();
        var left = _pace.EnterAsync(false, caller.Token);
        var next = _pace.EnterAsync(false, Cancel);

        await caller.CancelAsync();
        _time.Advance(CallPace.FirstGap);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await next;
    }

    [Fact]
    public async Task EnterAsync_ClockSetBack_WaitsNoLonger()
    {
        var time = new MovedClock(_time);
        var pace = new CallPace(time);
        (await pace.EnterAsync(false, Cancel)).Throttled();

        time.Moved = TimeSpan.FromHours(-1);
        var next = pace.EnterAsync(false, Cancel);
        _time.Advance(CallPace.FirstGap);

        await next.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task Throttled_AgainAndAgain_WidensTheGapToALimit()
    {
        var gaps = new List<double>();
        for (var refusal = 0; refusal < 7; refusal++)
        {
            await ThrottleAsync();
            gaps.Add(_pace.Gap.TotalSeconds);
            _time.Advance(CallPace.LongestGap);
        }

        Assert.Equal([0.25, 0.5, 1, 2, 4, 5, 5], gaps);
    }

    [Fact]
    public async Task Throttled_CallsThatBeganBeforeTheRefusal_CountOnce()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _pace.EnterAsync(false, Cancel)));
        foreach (var call in calls)
        {
            call.Throttled();
            _time.Advance(CallPace.FirstGap);
        }

        Assert.Equal(CallPace.FirstGap, _pace.Gap);
    }

    [Fact]
    public async Task Served_CallsThatBeganBeforeTheRefusal_LeaveTheGap()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _pace.EnterAsync(false, Cancel)));
        calls[0].Throttled();
        foreach (var call in calls)
        {
            call.Served();
        }

        Assert.Equal(CallPace.FirstGap, _pace.Gap);
    }

    [Fact]
    public async Task Served_OftenEnough_ClosesTheGapAndLetsAllGo()
    {
        await ThrottleAsync();
        var waiting = Enumerable.Range(0, 30).Select(_ => _pace.EnterAsync(false, Cancel)).ToList();

        for (var answer = 0; answer < 20; answer++)
        {
            _time.Advance(CallPace.FirstGap);
            (await waiting[answer]).Served();
        }

        Assert.Equal(TimeSpan.Zero, _pace.Gap);
        await Task.WhenAll(waiting);
    }

    /// <summary>A machine whose clock somebody sets.</summary>
    private sealed class MovedClock(TimeProvider machine) : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override long TimestampFrequency => machine.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Moved;

        public override long GetTimestamp() => machine.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            machine.CreateTimer(callback, state, dueTime, period);
    }
}
