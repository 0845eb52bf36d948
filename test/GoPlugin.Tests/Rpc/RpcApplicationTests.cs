using System.Net;
using GoPlugin.Rpc;
using GoPlugin.Tests.Harness;
using Grpc.Core;
using TestKit;

namespace GoPlugin.Tests.Rpc;

public sealed class RpcApplicationTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("GET", "application/grpc", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "application/grpc", HttpStatusCode.OK)]
    [InlineData("POST", "application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("POST", "application/grpc;charset=utf-8", HttpStatusCode.OK)]
    public async Task Request_OfSomeContentType_IsServedOnlyWhenItIsGrpcs(string method, string contentType, HttpStatusCode expected)
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin, method: method, contentType: contentType);
        using var response = await call.SendAsync(RawCall.Hi);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Request_AnsweredWell_HasTheMessageAndTheStatusBehindIt()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin);
        using var response = await call.SendAsync(RawCall.Hi);

        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(RawCall.Hi, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task Request_ByteByByte_IsReadAllTheSame()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin);

        Assert.Equal("0", (await call.StatusAsync([.. RawCall.Hi.Select(value => new[] { value })])).Status);
    }

    [Fact]
    public async Task Method_Unknown_IsUnimplementedAndNamed()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin, path: "/probe.Probe/Sing");

        Assert.Equal(("12", "there is no method /probe.Probe/Sing"), await call.StatusAsync(RawCall.Hi));
    }

    [Fact]
    public async Task Message_CompressedByAnything_IsUnimplementedAndTellsWhatIsSpoken()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin, headers: ("grpc-encoding", "gzip"));
        using var response = await call.SendAsync([1, .. RawCall.Hi[1..]]);

        Assert.Equal("12", response.Headers.GetValues("grpc-status").Single());
        Assert.Equal("identity", response.Headers.GetValues("grpc-accept-encoding").Single());
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Message_Malformed_IsInternalAndSaysWhy(byte[] body, string why)
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin);

        Assert.Equal(("13", $"could not read the request: {why}"), await call.StatusAsync(body));
    }

    public static TheoryData<byte[], string> Malformed => new()
    {
        { [], "the request has no message" },
        { [.. RawCall.Hi, .. RawCall.Hi], "the request has more than one message" },
        { [0, 0, 0], "the request ends inside a message" },
        { RawCall.Hi[..^1], "the request ends inside a message" },
        { [.. RawCall.Hi, 0], "the request ends inside a message" },
        { [0, 0, 0, 0, 3, 0x0a, 1, 0xff], "its message is none of the contract: String is invalid UTF-8." },
        { [1, .. RawCall.Hi[1..]], "a message is marked as compressed (flag 1), but grpc-encoding names no compression" },
        { [7, .. RawCall.Hi[1..]], "a message is marked as compressed (flag 7), but grpc-encoding names no compression" },
    };

    [Theory]
    [InlineData(0x01, 0x00, 0x00, 0x01)]
    [InlineData(0x80, 0x00, 0x00, 0x00)]
    [InlineData(0xff, 0xff, 0xff, 0xff)]
    public async Task Message_LongerThanIsTaken_IsRefusedBeforeItIsKept(params int[] length)
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin);

        var (status, message) = await call.StatusAsync([0, .. length.Select(value => (byte)value), 1]);

        Assert.Equal("8", status);
        Assert.Matches("^could not read the request: its message has [0-9]+ bytes, and at most 16777216 are taken$", message);
    }

    [Fact]
    public async Task Message_OfTheLongestLength_IsServed()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        var text = new string('x', RequestMemory.MaxMessage - 6);

        Assert.Equal(text.Length, (await host.EchoAsync(new Text { Value = text })).Value.Length);
    }

    [Fact]
    public void Take_MoreThanThereIsForAll_IsRefusedUntilSomeIsReturned()
    {
        var memory = new RequestMemory();
        for (var taken = 0; taken < RequestMemory.MaxTotal; taken += RequestMemory.MaxMessage)
        {
            memory.Take(RequestMemory.MaxMessage);
        }

        Assert.Equal(StatusCode.ResourceExhausted, Assert.Throws<RpcException>(() => memory.Take(RequestMemory.Small + 1)).StatusCode);
        Assert.Equal(0, memory.Take(RequestMemory.Small));
        memory.Return(RequestMemory.MaxMessage);
        Assert.Equal(RequestMemory.MaxMessage, memory.Take(RequestMemory.MaxMessage));
    }

    [Fact]
    public async Task Timeout_Malformed_IsInternal()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin, headers: ("grpc-timeout", "soon"));

        Assert.Equal(("13", "malformed grpc-timeout"), await call.StatusAsync(RawCall.Hi));
    }

    [Fact]
    public async Task Deadline_Passed_EndsTheCallAndIsSaid()
    {
        await using var plugin = new RunningPlugin(_log);
        using var call = await CallAsync(plugin, path: "/probe.Probe/Deadline", headers: ("grpc-timeout", "1m"));

        Assert.Equal(("4", "the client's deadline has passed"), await call.StatusAsync(RawCall.Hi));
    }

    [Fact]
    public async Task Failure_OfAService_ArrivesWithItsTextAndTrailers()
    {
        const string text = "could not: 100 % voll, größer als €5\n\ttest 🎉";
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => host.FailAsync(text));

        Assert.Equal(new Status(StatusCode.FailedPrecondition, text), error.Status);
        Assert.Equal("why", error.Trailers.GetValue("reason"));
        Assert.Equal([1, 2, 255], error.Trailers.GetValueBytes("detail-bin"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public async Task Stream_OfResponses_ArrivesWholeAndInOrder(int count)
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();

        Assert.Equal(Enumerable.Range(0, count), await host.RepeatAsync(count));
    }

    [Fact]
    public async Task Streams_InBothDirections_DoNotWaitForEachOthersEnd()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        using var chat = host.Chat();

        foreach (var word in (string[])["one", "two"])
        {
            await chat.RequestStream.WriteAsync(new Text { Value = word }, TestContext.Current.CancellationToken);
            Assert.True(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Equal(word, chat.ResponseStream.Current.Value);
        }

        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.OK, chat.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Call_ThatTheClientCancels_LeavesNoErrorInTheLog()
    {
        await using var plugin = new RunningPlugin(_log);
        using var host = await plugin.ConnectAsync();
        using var chat = host.Chat();
        await chat.RequestStream.WriteAsync(new Text { Value = "one" }, TestContext.Current.CancellationToken);
        Assert.True(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        chat.Dispose();

        await host.EchoAsync(new Text());
        await host.ShutdownAsync();
        await plugin.ExitCode;
    }

    private static async Task<RawCall> CallAsync(
        RunningPlugin plugin,
        string path = "/probe.Probe/Echo",
        string method = "POST",
        string contentType = "application/grpc",
        params (string Name, string Value)[] headers) =>
        new((await plugin.HandshakeAsync())[3]) { Path = path, Method = new HttpMethod(method), ContentType = contentType, Headers = headers };
}
