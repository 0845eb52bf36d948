using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests;

public sealed class DeadlineTests
{
    private static readonly DeadlineStep _first = new("the first", "check this");
    private static readonly DeadlineStep _second = new("the second", "check that");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task RunAsync_AllInTime_PassesTheResultsOn()
    {
        using var deadline = New(TestContext.Current.CancellationToken);

        Assert.Equal(1, await deadline.RunAsync(_first, _ => Task.FromResult(1)));
        Assert.Equal(2, await deadline.RunAsync(_second, _ => Task.FromResult(2)));
    }

    [Fact]
    public async Task RunAsync_StepIsLate_NamesItAndWhatTookTimeBefore()
    {
        using var deadline = New(TestContext.Current.CancellationToken);
        await deadline.RunAsync(_first, _ => Pass(TimeSpan.FromSeconds(12)));
        CancellationToken given = default;

        var late = deadline.RunAsync(_second, token => Never(given = token));
        _time.Advance(TimeSpan.FromSeconds(33));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => late);
        Assert.Equal((AwsSessionErrorReason.TookTooLong, true), (error.Reason, error.MayPass));
        Assert.Equal("the second took too long for the 45 s of Init: it was given up after 33 s, and before it the first took 12 s; check that", error.Message);
        Assert.True(given.IsCancellationRequested);
    }

    [Fact]
    public async Task RunAsync_StepKnowsWhatItWaitedFor_TellsIt()
    {
        using var deadline = New(TestContext.Current.CancellationToken);
        var late = deadline.RunAsync(_first, async token =>
        {
            var ended = new TaskCompletionSource();
            await using var registration = token.Register(ended.SetResult);
            await ended.Task;
            return await Task.FromException<int>(new OperationCanceledException("x", new IOException("no answer from there"), token));
        });
        _time.Advance(TimeSpan.FromSeconds(45) - Deadline.Grace);

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => late);

        Assert.Equal(
            "the first took too long for the 45 s of Init: it was given up after 44 s: no answer from there", error.Message);
    }

    [Fact]
    public async Task RunAsync_CallerLeaves_IsTheCallersCancellation()
    {
        using var caller = new CancellationTokenSource();
        using var deadline = New(caller.Token);
        var step = deadline.RunAsync(_first, Never);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
    }

    [Fact]
    public async Task RunAsync_StepFails_PassesTheFailureOn()
    {
        using var deadline = New(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => deadline.RunAsync<int>(_first, _ => throw new IOException("x")));
    }

    private static Task<int> Never(CancellationToken cancellationToken) => new TaskCompletionSource<int>().Task;

    private Deadline New(CancellationToken caller) => new("Init", TimeSpan.FromSeconds(45), _time, caller);

    private Task<int> Pass(TimeSpan time)
    {
        _time.Advance(time);
        return Task.FromResult(0);
    }
}
