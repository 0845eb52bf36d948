using Fleeting.Protocol;
using FleetingHost.Chaos;
using FleetingHost.Scaling;

namespace FleetingHost.Tests.Chaos;

public sealed class FleetTests
{
    private readonly FakeGroup _group = new();
    private readonly Provisioner _provisioner;
    private readonly Fleet _fleet;

    public FleetTests()
    {
        _provisioner = new Provisioner(_group, new ProvisionerOptions(), _ => { });
        _fleet = new Fleet(new ChaosPlan { Plugin = "", Instances = 5, Idle = 1, MaxUses = 2 }, _provisioner);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 3)]
    [InlineData(9, 5)]
    public async Task Scale_NothingThere_RequestsTheJobsAndTheIdleUpToTheLimit(int jobs, int expected)
    {
        await ShowAsync();

        _fleet.Scale(jobs, TimeSpan.Zero);
        _fleet.Scale(jobs, TimeSpan.Zero);

        Assert.Equal((0, 0, expected), _provisioner.Wanted);
    }

    [Fact]
    public void Scale_BeforeTheFirstUpdate_RequestsNothing()
    {
        _fleet.Scale(2, TimeSpan.Zero);

        Assert.Equal((0, 0, 0), _provisioner.Wanted);
    }

    [Fact]
    public async Task Scale_IdleForAWhile_LetsTheSurplusGo()
    {
        await ShowAsync("i-1", "i-2", "i-3");

        _fleet.Scale(1, TimeSpan.FromSeconds(1));
        var early = _fleet.Running.Count;
        _fleet.Scale(1, TimeSpan.FromSeconds(30));

        Assert.Equal((3, 2), (early, _fleet.Running.Count));
    }

    [Fact]
    public async Task Scale_NoJobsAtAll_LetsAllGoButTheBusy()
    {
        await ShowAsync("i-1", "i-2");
        _fleet.Take("i-1");

        _fleet.Scale(0, TimeSpan.Zero);

        Assert.Equal(["i-1"], _fleet.Running);
    }

    [Fact]
    public async Task GiveBack_UsedUp_LetsItGo()
    {
        await ShowAsync("i-1");

        _fleet.Take("i-1");
        _fleet.GiveBack("i-1", used: true);
        var once = _fleet.Free;
        _fleet.Take("i-1");
        _fleet.GiveBack("i-1", used: true);

        Assert.Equal((1, 0), (once.Count, _fleet.Free.Count));
        Assert.True(Assert.Single(_provisioner.Instances).Marked);
    }

    [Fact]
    public async Task LetGo_Busy_GoesWithItsJob()
    {
        await ShowAsync("i-1");
        _fleet.Take("i-1");

        _fleet.LetGo("i-1");
        var marked = _provisioner.Instances.Single().Marked;
        _fleet.GiveBack("i-1", used: false);

        Assert.False(marked);
        Assert.True(_provisioner.Instances.Single().Marked);
    }

    private async Task ShowAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            _group.Instances[id] = State.Running;
        }

        await _provisioner.CycleAsync(TestContext.Current.CancellationToken);
    }
}
