using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class InstanceHistoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InstanceHistory _history;

    public InstanceHistoryTests() => _history = new(_time);

    [Theory]
    [InlineData("InService", "Pending", "InService")]
    [InlineData("Standby", "Pending", "Pending")]
    [InlineData("Pending", "InService", "InService")]
    [InlineData("InService", "Terminating", "Terminating")]
    [InlineData("Terminating", "InService", "Terminating")]
    [InlineData("Terminating", "Pending", "Terminating")]
    public void Correct_StateThatCannotFollow_IsAnOldRead(string before, string read, string expected)
    {
        _history.Correct(Read(before));

        Assert.Equal(expected, _history.Correct(Read(read)).Instances["i-1"].LifecycleState);
    }

    [Fact]
    public void Correct_OldReadListsWhatWasLeavingAndIsGone_LeavesItOut()
    {
        _history.Correct(Read("Terminating"));
        Assert.Empty(_history.Correct(Read(null)).Instances);

        Assert.Empty(_history.Correct(Read("InService")).Instances);
        _time.Advance(CapacityLedger.Settling);
        Assert.Equal("InService", _history.Correct(Read("InService")).Instances["i-1"].LifecycleState);
    }

    [Fact]
    public void Correct_OldReadListsWhatWasEndedAndIsGone_LeavesItOut()
    {
        _history.Correct(Read("InService"));
        _history.End(["i-1"]);
        Assert.Equal("Terminating", _history.Correct(Read("InService")).Instances["i-1"].LifecycleState);
        Assert.Empty(_history.Correct(Read(null)).Instances);

        Assert.Empty(_history.Correct(Read("InService")).Instances);
    }

    [Fact]
    public void Correct_OneIsLeftOutAndAnotherMissing_SaysThatOneIsMissing()
    {
        _history.Correct(Read("Terminating"));
        _history.Correct(Read("InService", "i-2"));

        var old = _history.Correct(Read("InService"));

        Assert.Equal("i-2", Assert.Single(old.Instances.Values).Id);
        Assert.True(old.HasMissing);
    }

    [Fact]
    public void Correct_EndedBeforeItWasEverListed_IsLeaving()
    {
        _history.End(["i-1"]);

        Assert.Equal("Terminating", _history.Correct(Read("InService")).Instances["i-1"].LifecycleState);
    }

    [Fact]
    public void Correct_OldReadsFromBeforeALaunch_DoNotMakeItGone()
    {
        _history.Correct(Read("InService"));
        for (var read = 0; read < 3; read++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Assert.True(_history.Correct(Read(null)).Instances["i-1"].IsMissing);
        }

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(_history.Correct(Read(null)).Instances);
    }

    [Fact]
    public void Correct_GoneWithoutHavingLeft_IsBackWhenItIsListed()
    {
        _history.Correct(Read("InService"));
        _time.Advance(TimeSpan.FromSeconds(10));
        _history.Correct(Read("InService"));
        Assert.True(_history.Correct(Read(null)).Instances["i-1"].IsMissing);
        _time.Advance(InstanceHistory.Confirmation);
        Assert.Empty(_history.Correct(Read(null)).Instances);

        Assert.Equal("InService", _history.Correct(Read("InService")).Instances["i-1"].LifecycleState);
    }

    [Fact]
    public void Correct_WhatIsUnchanged_StaysTheSameObjectAndWhatChangedDoesNot()
    {
        var pending = _history.Correct(Read("Pending")).Instances["i-1"];
        var again = _history.Correct(Read("Pending")).Instances["i-1"];
        var inService = _history.Correct(Read("InService")).Instances["i-1"];

        Assert.Same(pending, again);
        Assert.Equal("InService", inService.LifecycleState);
    }

    private GroupSnapshot Read(string? lifecycleState, string id = "i-1") => new()
    {
        Instances = lifecycleState is null ? [] : new Dictionary<string, GroupInstance>
        {
            [id] = new(id, LifecycleStates.ToInstanceState(lifecycleState, out _), lifecycleState, "Healthy"),
        },
        ReadAt = _time.GetTimestamp(),
    };
}
