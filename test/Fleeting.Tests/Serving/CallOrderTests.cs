using Fleeting.Errors;
using Fleeting.Tests.Harness;
using Grpc.Core;

namespace Fleeting.Tests.Serving;

public sealed class CallOrderTests : IDisposable
{
    private readonly ServedGroup _served = new();

    public void Dispose() => _served.Dispose();

    public static TheoryData<string> Verbs => ["Update", "Increase", "Decrease", "ConnectInfo", "Heartbeat", "Suspend", "Resume"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyCall_BeforeInit_IsRefused(string verb)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(verb));

        Assert.Equal(
            new Status(StatusCode.FailedPrecondition, $"could not answer {verb}: the host has not called Init yet, or it failed; call Init first"),
            error.Status);
        Assert.Empty(_served.Group.Calls);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyCall_AfterShutdown_IsRefused(string verb)
    {
        await _served.InitAsync();
        await _served.ShutdownAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(verb));

        Assert.Equal(
            new Status(StatusCode.FailedPrecondition, $"could not answer {verb}: the host has called Shutdown; start another plugin process"),
            error.Status);
    }

    [Fact]
    public async Task Init_Again_ReachesTheProvider()
    {
        await _served.InitAsync();

        await _served.InitAsync();

        Assert.Equal(["init", "init"], _served.Group.Calls);
    }

    [Fact]
    public async Task Init_AgainAndFailing_LeavesTheFirstInForce()
    {
        await _served.InitAsync();
        _served.Group.Failure = _ => new ConfigException(["name is missing"]);
        await Assert.ThrowsAsync<RpcException>(() => _served.InitAsync());
        _served.Group.Failure = null;

        Assert.Empty(await _served.UpdateAsync());
    }

    [Fact]
    public async Task Init_AfterAFailedOne_IsTriedAgain()
    {
        _served.Group.Failure = _ => new ConfigException(["name is missing"]);
        await Assert.ThrowsAsync<RpcException>(() => _served.InitAsync());
        _served.Group.Failure = null;

        await _served.InitAsync();

        Assert.Empty(await _served.UpdateAsync());
    }

    [Fact]
    public async Task Shutdown_Twice_ReachesTheProviderOnce()
    {
        await _served.InitAsync();
        await _served.ShutdownAsync();
        await _served.ShutdownAsync();

        Assert.Equal(["init", "shutdown"], _served.Group.Calls);
    }

    [Fact]
    public async Task Shutdown_BeforeInit_IsNoError()
    {
        await _served.ShutdownAsync();

        Assert.Empty(_served.Group.Calls);
    }

    private Task CallAsync(string verb) => verb switch
    {
        "Update" => _served.UpdateAsync(),
        "Increase" => _served.IncreaseAsync(1),
        "Decrease" => _served.DecreaseAsync("i-1"),
        "ConnectInfo" => _served.ConnectInfoAsync("i-1"),
        "Heartbeat" => _served.HeartbeatAsync("i-1"),
        "Suspend" => _served.SuspendAsync("i-1"),
        "Resume" => _served.ResumeAsync("i-1"),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };
}
