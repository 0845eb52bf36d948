using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Driving;
using FleetingHost.Reporting;
using FleetingHost.Scaling;
using Grpc.Core;

namespace FleetingHost.Tests.Driving;

/// <summary>What the run does around the connections, which all fail here; those that succeed are the demo's and Functional's.</summary>
public sealed class GroupRunTests : IDisposable
{
    private readonly FakeGroup _group = new();
    private readonly StringWriter _progress = new();

    [Fact]
    public async Task RunAsync_InstancesCannotBeConnected_ScalesDownAllTheSame()
    {
        Behave();

        var report = await GoAsync(Plan(2));

        Assert.Equal(
            [
                "could not get connect info of i-1: rpc error: code = NotFound desc = no such instance",
                "could not get connect info of i-2: rpc error: code = NotFound desc = no such instance",
            ],
            report.Outcomes.Select(outcome => outcome.Error).Order());
        Assert.True(report.IsClean);
        Assert.False(report.Succeeded(2));
        Assert.Contains("Decrease i-1 i-2", _group.Calls);
        Assert.Equal("Shutdown", _group.Calls.Last());
    }

    [Fact]
    public async Task RunAsync_NotHealthy_IsNotConnected()
    {
        Behave();
        _group.OnHeartbeat = _ => throw FakeGroup.Error(StatusCode.FailedPrecondition, "reclaimed");

        var report = await GoAsync(Plan(1));

        Assert.Equal("i-1 is not healthy: rpc error: code = FailedPrecondition desc = reclaimed", Assert.Single(report.Outcomes).Error);
        Assert.DoesNotContain("ConnectInfo i-1", _group.Calls);
    }

    [Fact]
    public async Task RunAsync_HeartbeatUnimplemented_IsHealthy()
    {
        Behave();
        _group.OnHeartbeat = _ => throw FakeGroup.Error(StatusCode.Unimplemented, "");

        await GoAsync(Plan(1));

        Assert.Contains("ConnectInfo i-1", _group.Calls);
    }

    [Fact]
    public async Task RunAsync_NoHeadroom_GivesUpAfterThreeTries()
    {
        _group.OnIncrease = _ => throw FakeGroup.Error(StatusCode.ResourceExhausted, "full");

        var report = await GoAsync(Plan(2));

        Assert.Equal(3, _group.Calls.Count(call => call == "Increase 2"));
        Assert.Equal(["could not scale up to 2: rpc error: code = ResourceExhausted desc = full"], report.Problems);
        Assert.False(report.Succeeded(2));
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task RunAsync_InstanceWasThereBefore_IsLeftAlone()
    {
        Behave();
        _group.Instances["i-old"] = State.Running;

        var report = await GoAsync(Plan(1));

        Assert.Equal(State.Running, _group.Instances["i-old"]);
        Assert.True(report.IsClean);
        Assert.Contains("i-old was there already (Running), left alone", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CapacityNeverComes_SaysHowMany()
    {
        var soon = TimeSpan.FromMilliseconds(50);

        var report = await GoAsync(Plan(2) with { Timeout = soon, RemovalTimeout = soon });

        Assert.Equal((2, false), (report.NeverSeen, report.IsClean));
        Assert.Equal(
            [
                "not done within 0 s with 0 of 2 instances finished",
                "asked for and never seen: 2; the group's desired capacity may still hold them",
            ],
            ReportText.Lines(report));
    }

    [Fact]
    public async Task RunAsync_InterruptedWhileInstancesCome_RemovesThoseThatComeLater()
    {
        using var interrupt = new CancellationTokenSource();
        _group.OnIncrease = n =>
        {
            interrupt.Cancel();
            _group.OnUpdate = () =>
            {
                _group.OnUpdate = () => { };
                _group.Instances["i-late"] = State.Creating;
            };
            return n;
        };
        _group.OnDecrease = Delete;

        var report = await GoAsync(Plan(1), interrupt.Token);

        Assert.Contains("Decrease i-late", _group.Calls);
        Assert.Equal((true, true), (report.Interrupted, report.IsClean));
    }

    [Fact]
    public async Task RunAsync_AnswerIsNo_AsksForNothing()
    {
        _group.Instances["i-old"] = State.Running;
        GroupSight? seen = null;

        var report = await GoAsync(Plan(1) with { Confirm = Answer });

        Assert.Equal(["Init", "Update", "Shutdown"], _group.Calls);
        Assert.Equal(("fake", "i-old"), (seen!.Group.Text, Assert.Single(seen.Instances).Id));
        Assert.True(report.Declined);

        Task<bool> Answer(GroupSight sight, CancellationToken cancellationToken)
        {
            seen = sight;
            return Task.FromResult(false);
        }
    }

    [Fact]
    public async Task RunAsync_InstanceCameDuringTheQuestion_IsLeftAlone()
    {
        Behave();

        var report = await GoAsync(Plan(1) with
        {
            Confirm = (_, _) =>
            {
                _group.Instances["i-meanwhile"] = State.Running;
                return Task.FromResult(true);
            },
        });

        Assert.Equal(State.Running, _group.Instances["i-meanwhile"]);
        Assert.Equal("i-1", Assert.Single(report.Outcomes).Instance);
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task RunAsync_MoreComesThanIsOurs_IsLeftAlone()
    {
        Behave();
        _group.OnHeartbeat = _ => _group.Instances["i-another"] = State.Running;

        var plan = Plan(1);
        var report = await GoAsync(plan with { Pace = plan.Pace with { OwnAtMost = 1 } });

        Assert.Equal(State.Running, _group.Instances["i-another"]);
        Assert.Equal("i-1", Assert.Single(report.Outcomes).Instance);
        Assert.Contains("Decrease i-1", _group.Calls);
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task RunAsync_InstanceIsReplacedBeforeItRuns_ServesAndRemovesTheSecond()
    {
        _group.OnIncrease = n =>
        {
            if (_group.Instances.TryAdd("i-1", State.Creating))
            {
                _group.OnUpdate = () =>
                {
                    _group.OnUpdate = () => { };
                    _group.Instances["i-1"] = State.Deleted;
                    _group.Instances["i-2"] = State.Running;
                };
            }

            return n;
        };
        _group.OnDecrease = Delete;

        var plan = Plan(1);
        var report = await GoAsync(plan with { Pace = plan.Pace with { OwnAtMost = 1 } });

        Assert.Equal("i-2", Assert.Single(report.Outcomes).Instance);
        Assert.Contains("Decrease i-2", _group.Calls);
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task RunAsync_InterruptedAndEndingIsEnough_DoesNotWaitForTheEnd()
    {
        using var interrupt = new CancellationTokenSource();
        Behave();
        _group.OnHeartbeat = _ => interrupt.Cancel();
        _group.OnDecrease = ids =>
        {
            _group.Instances["i-1"] = State.Deleting;
            return ids;
        };

        var report = await GoAsync(Plan(1) with { EndingIsEnough = true }, interrupt.Token);

        Assert.Equal((true, true), (report.Interrupted, report.IsClean));
        Assert.Equal(["i-1"], report.Ending);
    }

    [Fact]
    public async Task RunAsync_PluginSaysAnErrorWhileNothingComes_WaitsNoLonger()
    {
        GroupRun? run = null;
        _group.OnIncrease = n =>
        {
            run!.OnPluginError("no such template");
            return n;
        };
        var plan = Plan(1) with { EndAtPluginError = true, LateTimeout = TimeSpan.FromMilliseconds(50), TellEvery = TimeSpan.FromMilliseconds(5) };
        using var progress = new StringWriter();
        using (run = new GroupRun(_group, plan, new ConnectorOptions(), new Progress(progress, TimeProvider.System)))
        {
            var report = await run.RunAsync(TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);

            Assert.Equal(["could not scale up to 1: no such template"], report.Problems);
            Assert.Equal(1, report.NeverSeen);
        }

        Assert.Contains("waiting for 1 asked for and not seen yet", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CannotBeListed_AsksForNothing()
    {
        _group.OnUpdate = () => throw FakeGroup.Error(StatusCode.PermissionDenied, "denied");

        var exception = await Assert.ThrowsAsync<GroupException>(() => GoAsync(Plan(1)));

        Assert.Equal("could not list the instances of fake: rpc error: code = PermissionDenied desc = denied", exception.Message);
        Assert.Equal(["Init", "Update", "Update", "Update"], _group.Calls);
    }

    [Fact]
    public async Task RunAsync_InstanceGoesDuringItsJob_SaysThatAnotherMayCome()
    {
        using var interrupt = new CancellationTokenSource();
        Behave();
        _group.OnHeartbeat = id =>
        {
            _group.Instances[id] = State.Deleted;
            // The Update after the one that tells it.
            var left = 2;
            _group.OnUpdate = () =>
            {
                if (--left == 0)
                {
                    interrupt.Cancel();
                }
            };
        };
        _group.OnConnectInfo = _ => new ConnectInfoResponse { InternalAddr = "10.0.0.1", Connector = new ConnectorConfig { Password = "x" } };

        var report = await GoAsync(Plan(1), interrupt.Token, new ConnectorOptions { Open = NeverAsync });

        Assert.Contains("i-1 went away by itself; its group may launch another in its place", report.Problems);
        Assert.DoesNotContain("Decrease i-1", _group.Calls);

        static async Task<Renci.SshNet.SshClient> NeverAsync(SshTarget target, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("not reached");
        }
    }

    [Fact]
    public async Task RunAsync_InitRefused_StartsNothing()
    {
        _group.OnInit = _ => throw FakeGroup.Error(StatusCode.InvalidArgument, "missing name");

        var exception = await Assert.ThrowsAsync<GroupException>(() => GoAsync(Plan(1)));

        Assert.Equal("could not initialise the plugin: rpc error: code = InvalidArgument desc = missing name", exception.Message);
        Assert.Equal(["Init"], _group.Calls);
    }

    [Fact]
    public async Task RunAsync_MaxInstancesAboveTheGroups_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<GroupException>(() => GoAsync(Plan(1) with { MaxInstances = 11 }));

        Assert.Equal("could not use fake: max_instances is 11, the plugin's group holds 10 at most", exception.Message);
    }

    public void Dispose() => _progress.Dispose();

    private static RunPlan Plan(int instances) => new()
    {
        PluginConfig = "{}",
        Instances = instances,
        Command = "true",
        RemovalTimeout = TimeSpan.FromSeconds(20),
        Pace = new ProvisionerOptions { Interval = TimeSpan.FromMilliseconds(1), IntervalWhenExpecting = TimeSpan.FromMilliseconds(1) },
    };

    // Instances run with the Update after Increase and are gone with the one after Decrease.
    private void Behave()
    {
        var next = 1;
        _group.OnIncrease = n =>
        {
            for (var i = 0; i < n; i++)
            {
                _group.Instances[$"i-{next++}"] = State.Running;
            }

            return n;
        };
        _group.OnDecrease = Delete;
    }

    private IReadOnlyList<string> Delete(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            _group.Instances[id] = State.Deleted;
        }

        return ids;
    }

    private async Task<RunReport> GoAsync(RunPlan plan, CancellationToken? interrupted = null, ConnectorOptions? connecting = null)
    {
        using var run = new GroupRun(_group, plan, connecting ?? new ConnectorOptions(), new Progress(_progress, TimeProvider.System));
        return await run.RunAsync(interrupted ?? TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);
    }
}
