using Fleeting.Errors;
using Fleeting.Protocol;
using Fleeting.Tests.Harness;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace Fleeting.Tests.Serving;

public sealed class PartialResultTests : IDisposable
{
    private static readonly ProviderException _noHeadroom = new(ProviderErrorReason.ResourceExhausted, "could not increase: no headroom");

    private readonly ServedGroup _served = new();

    public void Dispose() => _served.Dispose();

    [Fact]
    public async Task Increase_PartSucceeded_AnswersThePartAndLogsTheRest()
    {
        _served.Log.Expect("CallPartlyFailed");
        await _served.InitAsync();
        _served.Group.Increased = new IncreaseResult(2, _noHeadroom);

        Assert.Equal(2u, await _served.IncreaseAsync(5));
        Assert.Equal(
            "Increase did 2 of 5 and answers with that part; the rest failed: could not increase: no headroom",
            _served.Log.Only("CallPartlyFailed").Message);
    }

    [Fact]
    public async Task Increase_NothingSucceeded_IsTheError()
    {
        await _served.InitAsync();
        _served.Group.Increased = new IncreaseResult(0, _noHeadroom);

        var error = await Assert.ThrowsAsync<RpcException>(() => _served.IncreaseAsync(5));

        Assert.Equal(new Status(StatusCode.ResourceExhausted, "could not increase: no headroom"), error.Status);
    }

    [Fact]
    public async Task Decrease_PartSucceeded_AnswersThePartAndLogsTheRest()
    {
        _served.Log.Expect("CallPartlyFailed");
        await _served.InitAsync();
        _served.Group.Done = new InstancesResult(["i-1"], new ProviderException(ProviderErrorReason.Unavailable, "could not terminate i-2: HTTP 503"));

        Assert.Equal(["i-1"], await _served.DecreaseAsync("i-1", "i-2"));
        Assert.Equal(
            "Decrease did 1 of 2 and answers with that part; the rest failed: could not terminate i-2: HTTP 503",
            _served.Log.Only("CallPartlyFailed").Message);
    }

    [Fact]
    public async Task Decrease_NothingSucceeded_IsTheError()
    {
        await _served.InitAsync();
        _served.Group.Done = new InstancesResult([], _noHeadroom);

        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => _served.DecreaseAsync("i-1"))).StatusCode);
    }

    [Fact]
    public async Task Suspend_PartSucceeded_IsTheErrorWithThePartAsItsDetail()
    {
        await _served.InitAsync();
        _served.Group.Done = new InstancesResult(["i-1"], _noHeadroom);

        var error = await Assert.ThrowsAsync<RpcException>(() => _served.SuspendAsync("i-1", "i-2"));

        Assert.Equal(new Status(StatusCode.ResourceExhausted, "could not increase: no headroom"), error.Status);
        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
        Assert.Equal("could not increase: no headroom", status.Message);
        var detail = Assert.Single(status.Details);
        Assert.Equal("type.googleapis.com/proto.SuspendResponse", detail.TypeUrl);
        Assert.Equal(["i-1"], detail.Unpack<SuspendResponse>().Succeeded);
    }

    [Fact]
    public async Task Resume_NothingSucceeded_IsTheErrorWithAnEmptyDetail()
    {
        await _served.InitAsync();
        _served.Group.Done = new InstancesResult([], _noHeadroom);

        var error = await Assert.ThrowsAsync<RpcException>(() => _served.ResumeAsync("i-1"));

        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("type.googleapis.com/proto.ResumeResponse", Assert.Single(status.Details).TypeUrl);
        Assert.Empty(status.Details[0].Unpack<ResumeResponse>().Succeeded);
    }

    [Fact]
    public async Task SuspendAndResume_AllSucceeded_AreAnswers()
    {
        await _served.InitAsync();
        _served.Group.Done = new InstancesResult(["i-1"]);

        Assert.Equal(["i-1"], await _served.SuspendAsync("i-1"));
        Assert.Equal(["i-1"], await _served.ResumeAsync("i-1"));
    }
}
