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
        Pace = new ProvisionerOptions { IntervalWhenExpecting = TimeSpan.FromMilliseconds(1) },
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

    private async Task<RunReport> GoAsync(RunPlan plan, CancellationToken? interrupted = null)
    {
        using var run = new GroupRun(_group, plan, new ConnectorOptions(), new Progress(_progress, TimeProvider.System));
        return await run.RunAsync(interrupted ?? TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);
    }
}
