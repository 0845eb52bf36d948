using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class WholeAnswerHandlerTests
{
    [Fact]
    public async Task SendAsync_AnswerStallsInTheMiddle_EndsWithTheTimeoutOfTheAttempt()
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(200, "<half") { IsStalled = true });
        using var client = new HttpClient(new WholeAnswerHandler(new SocketsHttpHandler())) { Timeout = TimeSpan.FromMilliseconds(300) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetAsync(new Uri(stub.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SendAsync_WholeAnswer_CanBeReadAfterwards()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok("<whole/>"));
        using var client = new HttpClient(new WholeAnswerHandler(new SocketsHttpHandler()));

        using var response = await client.GetAsync(
            new Uri(stub.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal("<whole/>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
