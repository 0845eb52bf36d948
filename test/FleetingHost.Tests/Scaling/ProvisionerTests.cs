using Fleeting.Protocol;
using FleetingHost.Scaling;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace FleetingHost.Tests.Scaling;

public sealed class ProvisionerTests
{
    private readonly FakeGroup _group = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<ScalingEvent> _events = [];
    private readonly Provisioner _provisioner;

    public ProvisionerTests() => _provisioner = new Provisioner(_group, new ProvisionerOptions { Time = _time }, _events.Add);

    [Fact]
    public async Task CycleAsync_NothingWanted_OnlyUpdates()
    {
        await CycleAsync();

        Assert.Equal(["Update"], _group.Calls);
    }

    [Fact]
    public async Task CycleAsync_PartAccepted_AsksForTheRestNextTime()
    {
        _group.OnIncrease = n => Math.Min(n, 2);
        _provisioner.Request(3);

        await CycleAsync();
        await CycleAsync();
        await CycleAsync();

        Assert.Equal(["Update", "Increase 3", "Update", "Increase 1", "Update"], _group.Calls);
        Assert.Equal(3, _provisioner.Own.Pending);
    }

    [Fact]
    public async Task Own_WhileIncreaseIsUnderWay_CountsItAsPending()
    {
        var pending = 0;
        _group.OnIncrease = _ =>
        {
            pending = _provisioner.Own.Pending;
            return 0;
        };
        _provisioner.Request(3);

        await CycleAsync();

        Assert.Equal((3, 0), (pending, _provisioner.Own.Pending));
    }

    [Fact]
    public async Task CycleAsync_NewId_EndsAPendingRequest()
    {
        _provisioner.Request(2);
        await CycleAsync();

        _group.Instances["i-1"] = State.Creating;
        await CycleAsync();
        await CycleAsync();

        Assert.Equal(1, _provisioner.Own.Pending);
        Assert.Equal("i-1", Assert.Single(_provisioner.Own.Instances).Id);
    }

    [Fact]
    public async Task CycleAsync_IdOfTheFirstUpdate_IsNotOurs()
    {
        _group.Instances["i-0"] = State.Running;
        _provisioner.Request(1);
        await CycleAsync();

        Assert.Equal(1, _provisioner.Own.Pending);
        Assert.Empty(_provisioner.Own.Instances);
        Assert.True(Assert.Single(_provisioner.Instances).Preexisting);
    }

    [Theory]
    [InlineData((int)State.Deleted)]
    [InlineData((int)State.Timeout)]
    public async Task CycleAsync_UnknownIdFirstSeenGone_IsIgnored(int state)
    {
        await CycleAsync();
        _group.Instances["i-1"] = (State)state;
        await CycleAsync();

        Assert.Empty(_provisioner.Instances);
    }

    [Fact]
    public async Task CycleAsync_UpdateFails_DoesNotIncrease()
    {
        _group.OnUpdate = () => throw FakeGroup.Error(StatusCode.Cancelled, "later");
        _provisioner.Request(1);

        await CycleAsync();
        await CycleAsync();

        Assert.Equal(["Update", "Update"], _group.Calls);
        Assert.Equal(new ScalingEvent.CallFailed("Update", "rpc error: code = Canceled desc = later", 2), _events[^1]);
    }

    [Fact]
    public async Task CycleAsync_IncreaseFails_AsksAgain()
    {
        _group.OnIncrease = _ => throw FakeGroup.Error(StatusCode.ResourceExhausted, "full");
        _provisioner.Request(1);

        await CycleAsync();
        await CycleAsync();

        Assert.Equal(["Update", "Increase 1", "Update", "Increase 1"], _group.Calls);
        Assert.Equal(new ScalingEvent.CallFailed("Increase", "rpc error: code = ResourceExhausted desc = full", 2), _events[^1]);
        Assert.Equal(0, _provisioner.Own.Pending);
    }

    [Fact]
    public async Task CycleAsync_MissingOnce_IsStillThere()
    {
        await RunningAsync("i-1");
        _group.Instances.Clear();
        for (var i = 0; i < 5; i++)
        {
            await CycleAsync();
        }

        Assert.Equal(State.Running, Assert.Single(_provisioner.Instances).State);

        await CycleAsync();
        Assert.Equal(State.Timeout, Assert.Single(_provisioner.Instances).State);
    }

    [Fact]
    public async Task CycleAsync_MissingWhileDeleting_IsGoneAtOnce()
    {
        await RunningAsync("i-1");
        _group.Instances["i-1"] = State.Deleting;
        await CycleAsync();
        _group.Instances.Clear();
        await CycleAsync();

        Assert.Equal(State.Deleted, Assert.Single(_provisioner.Instances).State);
    }

    [Fact]
    public async Task CycleAsync_Removed_IsAskedForFirstAndThenNotForAMinute()
    {
        await RunningAsync("i-1", "i-2");
        _group.OnDecrease = ids => [.. ids.Where(id => id == "i-1")];
        _provisioner.Remove("i-1");
        _provisioner.Remove("i-2");
        _group.Calls.Clear();

        await CycleAsync();
        await CycleAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        await CycleAsync();

        Assert.Equal(["Decrease i-1 i-2", "Update", "Decrease i-2", "Update", "Decrease i-1 i-2", "Update"], _group.Calls);
    }

    [Fact]
    public async Task RunAsync_Expecting_CyclesEveryTwoSeconds()
    {
        _provisioner.Request(1);
        using var end = new CancellationTokenSource();
        var loop = _provisioner.RunAsync(end.Token);

        Assert.Equal(1, Updates);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, Updates);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await UpdatesAsync(2);
        await end.CancelAsync();
        await loop;
    }

    [Fact]
    public async Task RunAsync_NothingExpected_CyclesEveryMinuteOrWhenAsked()
    {
        using var end = new CancellationTokenSource();
        var loop = _provisioner.RunAsync(end.Token);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, Updates);
        _provisioner.Request(1);
        await UpdatesAsync(2);
        await end.CancelAsync();
        await loop;
    }

    private int Updates => _group.Calls.Count(call => call == "Update");

    private async Task UpdatesAsync(int count)
    {
        var reached = new TaskCompletionSource();
        _group.OnUpdate = () =>
        {
            if (Updates >= count)
            {
                reached.TrySetResult();
            }
        };
        if (Updates < count)
        {
            await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task RunningAsync(params string[] ids)
    {
        await CycleAsync();
        foreach (var id in ids)
        {
            _group.Instances[id] = State.Running;
        }

        await CycleAsync();
    }

    private Task CycleAsync() => _provisioner.CycleAsync(TestContext.Current.CancellationToken);
}
