using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Tests.Calls;

public sealed class SharedCallTests
{
    [Fact]
    public async Task Join_WhileOneRuns_SharesItsAnswer()
    {
        var shared = new SharedCall<int>();
        var answer = new TaskCompletionSource<int>();
        var calls = 0;

        var first = shared.JoinAsync(Call, TestContext.Current.CancellationToken);
        var second = shared.JoinAsync(Call, TestContext.Current.CancellationToken);
        answer.SetResult(7);

        Assert.Equal((7, 7), (await first, await second));
        Assert.Equal(1, calls);

        Task<int> Call(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref calls);
            return answer.Task;
        }
    }

    [Fact]
    public async Task Join_WhenAllLeave_CancelsTheCall()
    {
        var shared = new SharedCall<int>();
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        var first = shared.JoinAsync(Call, one.Token);
        var second = shared.JoinAsync(Call, two.Token);
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(cancelled.Task.IsCompleted);
        await two.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        async Task<int> Call(CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.Register(() => cancelled.SetResult());
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    [Fact]
    public async Task Join_AfterAFailure_CallsAgain()
    {
        var shared = new SharedCall<int>();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => shared.JoinAsync(_ => throw new InvalidOperationException(), TestContext.Current.CancellationToken));

        Assert.Equal(1, await shared.JoinAsync(_ => Task.FromResult(1), TestContext.Current.CancellationToken));
    }
}
