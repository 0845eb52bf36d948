using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class AnswerHandlerTests
{
    private readonly ListeningTime _time = new();

    [Fact]
    public async Task SendAsync_WholeAnswer_CanBeReadAfterwards()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok("<whole/>"));
        using var client = Client();

        using var response = await client.GetAsync(
            new Uri(stub.Url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal("<whole/>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/xml", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task SendAsync_AnswerStopsInTheMiddle_EndsAfterTheSilence()
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(200, "<half") { IsStalled = true });
        using var client = Client();

        var error = await LateAsync(client, stub.Url, async () =>
        {
            // Twice: for the headers, which come, and for the body.
            await _time.SetAsync(SessionHttp.SilenceTimeout);
            await _time.PassAsync(SessionHttp.SilenceTimeout);
        });

        Assert.Equal("the answer stopped in the middle for 10 s", error.Message);
    }

    [Fact]
    public async Task SendAsync_NoAnswer_EndsAfterTheSilence()
    {
        var hold = new TaskCompletionSource<StubAnswer>();
        await using var stub = await StubAws.StartAsync(_ => hold.Task.Result);
        using var client = Client();

        var error = await LateAsync(client, stub.Url, () => _time.PassAsync(SessionHttp.SilenceTimeout));

        Assert.Equal("no answer within 10 s", error.Message);
        hold.SetResult(StubAnswer.Ok(""));
    }

    [Fact]
    public async Task SendAsync_CallerLeaves_IsTheCallersCancellation()
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(200, "") { IsStalled = true });
        using var client = Client();
        using var caller = new CancellationTokenSource();
        var get = client.GetAsync(new Uri(stub.Url), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
    }

    [Fact]
    public async Task SendAsync_NobodyTakesTheConnection_SaysHowLongItTried()
    {
        // A full backlog: the system neither accepts nor refuses.
        using var deaf = new DeafServer();
        using var client = new HttpClient(new AnswerHandler(
            new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50) }, _time));

        var error = await Assert.ThrowsAsync<LateAnswerException>(
            () => client.GetAsync(new Uri(deaf.Url), TestContext.Current.CancellationToken));

        Assert.StartsWith("no connection within 5 s; ", error.Message, StringComparison.Ordinal);
    }

    private static async Task<LateAnswerException> LateAsync(HttpClient client, string url, Func<Task> pass)
    {
        var get = client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await pass();
        return await Assert.ThrowsAsync<LateAnswerException>(() => get.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private HttpClient Client() => new(new AnswerHandler(new SocketsHttpHandler(), _time)) { Timeout = Timeout.InfiniteTimeSpan };
}
