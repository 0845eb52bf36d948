using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class CapacityLedgerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CapacityLedger _ledger;

    public CapacityLedgerTests() => _ledger = new CapacityLedger(_time);

    [Fact]
    public void Observe_OneReadLacksAMember_KeepsItUntilTheNext()
    {
        Read(2, "i-1", "i-2");
        _time.Advance(TimeSpan.FromSeconds(10));

        var once = Read(2, "i-1");
        var twice = Read(2, "i-1");

        Assert.True(once.Instances["i-2"].IsMissing);
        Assert.Equal(["i-1"], twice.Instances.Keys);
    }

    [Fact]
    public void Observe_OldReadOfAnEndedInstance_IsNoMember()
    {
        Read(2, "i-1", "i-2");
        _ledger.Ended(["i-2"]);

        var old = Read(2, "i-1", "i-2");

        Assert.True(old.Instances["i-2"].IsLeaving);
        Assert.Equal(1, _ledger.Figures().Members);
    }

    [Fact]
    public void Observe_EndedInstanceThatStays_IsTheGroupsWordAgainAfterAWhile()
    {
        Read(1, "i-1");
        _ledger.Ended(["i-1"]);
        _time.Advance(CapacityLedger.Settling);

        Assert.False(Read(1, "i-1").Instances["i-1"].IsLeaving);
    }

    [Fact]
    public void Plan_ReadOlderThanWhatWasSet_IsNotBelieved()
    {
        Read(3, "i-1", "i-2", "i-3");
        _ledger.Set(8);
        Read(3, "i-1", "i-2", "i-3");

        Assert.Equal(8, _ledger.Plan(1).Target);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_DesiredCapacityCannotBeReadAndSomeWereReclaimed_AsksForNoLessThanIsBeingReplaced(bool isInDoubt)
    {
        ReadBlind("i-1", "i-2", "i-3", "i-4");
        Settle();
        _ledger.Shown(ReadBlind("i-1", "i-2", "i-3", "i-4"));
        if (isInDoubt)
        {
            _ledger.EndingInDoubt();
        }

        // AWS replaces two of them, so DesiredCapacity still is four; the host wants three.
        ReadBlind("i-1", "i-2");
        ReadBlind("i-1", "i-2");

        Assert.Equal((true, 1), (_ledger.Plan(1).IsAskedAlready, _ledger.Plan(1).Granted));
        Assert.Equal((false, 5), (_ledger.Plan(3).IsAskedAlready, _ledger.Plan(3).Target));
        _time.Advance(CapacityLedger.BlindPatience);
        Assert.False(_ledger.Plan(1).IsAskedAlready);
    }

    [Fact]
    public void Plan_LessThanWasAskedForInVain_SetsNothingUntilItIsSettled()
    {
        Read(0);
        _ledger.Ask(8);

        Assert.Equal((true, 2), (_ledger.Plan(2).IsAskedAlready, _ledger.Plan(2).Granted));
        _time.Advance(CapacityLedger.Settling);
        Assert.False(_ledger.Plan(2).IsAskedAlready);
    }

    [Fact]
    public void Plan_OldReadAfterTerminationsInDoubt_SetsNothingBelowWhatWasSetUntilItIsSettled()
    {
        _ledger.Shown(Read(3, "i-1", "i-2", "i-3"));
        _ledger.Set(8);
        _ledger.EndingInDoubt();
        Read(3, "i-1", "i-2", "i-3");

        Assert.True(_ledger.Plan(2).IsAskedAlready);
        Settle();
        Assert.False(_ledger.Plan(2).IsAskedAlready);
    }

    [Fact]
    public void Plan_OldReadAfterARefusal_StillCountsWhatWasSetBefore()
    {
        Read(3, "i-1", "i-2", "i-3");
        _ledger.Set(8);
        _ledger.Ask(12);
        _ledger.Refused();
        Read(3, "i-1", "i-2", "i-3");

        Assert.Equal(8, _ledger.Plan(2).Target);
    }

    [Fact]
    public void Plan_OldReadAfterALostAnswerAndARefusal_SetsNothingBelowWhatIsInDoubt()
    {
        _ledger.Shown(Read(3, "i-1", "i-2", "i-3"));
        _ledger.Ask(8);
        _ledger.Ask(12);
        _ledger.Refused();

        Assert.True(_ledger.Plan(2).IsAskedAlready);
    }

    [Fact]
    public void Plan_LowerThanWhatWasReadAMomentAgo_SetsNothingUntilReadsAgree()
    {
        Read(0);
        Read(8);
        Read(3);

        Assert.Equal((true, 5), (_ledger.Plan(5).IsAskedAlready, _ledger.Plan(5).Granted));
        Assert.Equal((false, 9), (_ledger.Plan(9).IsAskedAlready, _ledger.Plan(9).Target));
        _time.Advance(InstanceHistory.Oldest);
        Assert.False(_ledger.Plan(5).IsAskedAlready);
    }

    [Fact]
    public void Plan_AfterTerminations_CountsThemOffWhatWasRead()
    {
        Read(3, "i-1", "i-2", "i-3");
        _ledger.Ended(["i-2", "i-3"]);
        _ledger.Shown(Read(1, "i-1"));

        Assert.Equal((false, 2), (_ledger.Plan(1).IsAskedAlready, _ledger.Plan(1).Target));
    }

    [Fact]
    public void Plan_OwedThatTheReadAlreadyShows_CountsOnce()
    {
        Read(0);
        _ledger.Set(2);
        _ledger.Promise(2);
        Read(2, "i-1", "i-2");

        Assert.Equal(5, _ledger.Plan(3).Target);
    }

    [Fact]
    public void Plan_AskedAgainForWhatCameAlthoughItsAnswerWasLost_AsksForNoMore()
    {
        Read(0);
        _ledger.Ask(3);
        Read(3, "i-1", "i-2", "i-3");

        var plan = _ledger.Plan(3);

        Assert.Equal((3, 3, true), (plan.Target, plan.Granted, plan.IsAskedAlready));
    }

    [Fact]
    public void Observe_ReadThatBeganEarlier_SaysNothing()
    {
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        Read(1, "i-1");

        Assert.Equal(["i-1"], _ledger.Observe(Snapshot(began, 5)).Instances.Keys);
    }

    [Fact]
    public async Task BeginChange_WhileAnotherGoesOn_Waits()
    {
        var first = await _ledger.BeginChangeAsync(TestContext.Current.CancellationToken);
        var second = _ledger.BeginChangeAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public void TakeMove_AfterTerminationsOfOurOwn_ExpectsTheLowerNumber()
    {
        Read(3, "i-1", "i-2", "i-3");
        _ledger.Ended(["i-3"]);
        Settle();
        Read(2, "i-1", "i-2");
        Read(2, "i-1", "i-2");

        Assert.Null(_ledger.TakeMove());
    }

    [Fact]
    public void TakeMove_AfterAnAnswerThatWasLost_SaysNothing()
    {
        Read(3, "i-1", "i-2", "i-3");
        _ledger.EndingInDoubt();
        Settle();
        Read(2, "i-1", "i-2");
        Read(2, "i-1", "i-2");

        Assert.Null(_ledger.TakeMove());
    }

    [Fact]
    public void TakeMove_ConfirmedBySecondRead_TellsOnce()
    {
        Read(3);
        Read(5);
        Assert.Null(_ledger.TakeMove());
        Read(5);

        Assert.Equal((3, 5), _ledger.TakeMove());
        Assert.Null(_ledger.TakeMove());
    }

    private void Settle() => _time.Advance(CapacityLedger.Settling);

    private GroupSnapshot Read(int desired, params string[] ids)
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        return _ledger.Observe(Snapshot(_time.GetTimestamp(), desired, ids));
    }

    private GroupSnapshot ReadBlind(params string[] ids)
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        return _ledger.Observe(Snapshot(_time.GetTimestamp(), 0, ids) with { Properties = null });
    }

    private static GroupSnapshot Snapshot(long at, int desired, params string[] ids) => new()
    {
        ReadAt = at,
        Instances = ids.ToDictionary(id => id, id => new GroupInstance(id, InstanceState.Running, "InService", "Healthy")),
        Properties = new GroupProperties
        {
            MinSize = 0,
            MaxSize = 100,
            DesiredCapacity = desired,
            NewInstancesProtectedFromScaleIn = true,
            CapacityRebalance = false,
            SuspendedProcesses = new Dictionary<string, string>(),
        },
    };
}
