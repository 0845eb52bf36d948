using FleetingHost.Commands;

namespace FleetingHost.Tests.Commands;

public sealed class ConsentTests
{
    [Theory]
    [InlineData("y\n", true)]
    [InlineData(" YES \n", true)]
    [InlineData("\n", false)]
    [InlineData("no\n", false)]
    [InlineData("yesterday\n", false)]
    [InlineData("", false)]
    public async Task AskAsync_Answer_IsYesOnlyWhenItSaysSo(string answer, bool expected)
    {
        using var answers = new StringReader(answer);
        using var questions = new StringWriter();

        Assert.Equal(expected, await new Consent(answers, questions).AskAsync("launch?", TestContext.Current.CancellationToken));

        Assert.Equal("launch? [y/N] ", questions.ToString());
    }

    [Fact]
    public async Task AskAsync_Interrupted_DoesNotWaitForTheAnswer()
    {
        using var interrupt = new CancellationTokenSource();
        using var answers = new SilentReader();
        using var questions = new StringWriter();
        var asked = new Consent(answers, questions).AskAsync("launch?", interrupt.Token);
        await answers.IsAsked.Task.WaitAsync(TestContext.Current.CancellationToken);

        await interrupt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    /// <summary>A person who says nothing until disposed.</summary>
    private sealed class SilentReader : TextReader
    {
        private readonly ManualResetEventSlim _end = new();

        public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override string? ReadLine()
        {
            IsAsked.SetResult();
            _end.Wait(CancellationToken.None);
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
