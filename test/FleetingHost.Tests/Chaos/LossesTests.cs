using FleetingHost.Chaos;

namespace FleetingHost.Tests.Chaos;

public sealed class LossesTests
{
    private readonly List<string> _said = [];
    private readonly Losses _losses;

    public LossesTests() => _losses = new Losses(_said.Add);

    [Fact]
    public void Blame_ForNothingThatAwsDid_IsALoss()
    {
        _losses.Blame("job", "i-1", "no way");

        Assert.Equal(new Loss("job", "i-1", "no way"), Assert.Single(_losses.Lost));
        Assert.Equal(["LOST job i-1: no way"], _said);
    }

    [Fact]
    public void Blame_ForWhatWasTakenAway_IsCounted()
    {
        _losses.TakeAway("i-1");
        _losses.Blame("job", "i-1", "gone");

        Assert.Empty(_losses.Lost);
        Assert.Equal(("jobs that AWS took away", 1), Assert.Single(_losses.Counts));
    }

    [Fact]
    public void Lost_TakenAwayAMomentLater_IsNoLoss()
    {
        _losses.Blame("job", "i-1", "gone");
        _losses.TakeAway("i-1");

        Assert.Empty(_losses.Lost);
    }
}
