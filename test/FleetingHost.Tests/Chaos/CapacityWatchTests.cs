using System.Globalization;
using AwsSimulator.Calls;
using FleetingHost.Chaos;

namespace FleetingHost.Tests.Chaos;

public sealed class CapacityWatchTests
{
    private readonly CapacityWatch _watch;
    private Wants? _wants = new(3, 2, 1, 0);

    public CapacityWatchTests() => _watch = new CapacityWatch(() => _wants, _ => { });

    [Theory]
    [InlineData(0, 6)]
    [InlineData(2, 6)]
    [InlineData(4, 8)]
    public void On_AsMuchAsWanted_IsNoDrift(int unseen, int desired)
    {
        _wants = _wants! with { Unseen = unseen };
        Set(desired);

        Assert.Empty(_watch.Drifts);
        Assert.Equal(desired, _watch.Most);

        Set(desired + 1);
        Assert.Single(_watch.Drifts);
    }

    [Fact]
    public void On_MoreThanWanted_IsADriftOnceForEachRaise()
    {
        Set(7);
        Set(7);
        Set(6);

        Assert.Equal(
            "DesiredCapacity set to 7, the host wants 6: 3 there, 2 promised, 1 requested; the group has 0 that it has not seen",
            Assert.Single(_watch.Drifts));
    }

    [Fact]
    public void On_NotCarriedOut_IsNoDrift()
    {
        _watch.On(Call(9) with { CarriedOut = false });

        Assert.Empty(_watch.Drifts);
    }

    [Fact]
    public void On_WhileNoHostLives_IsHeldAgainstTheLast()
    {
        Set(6);
        _wants = null;
        Set(7);

        Assert.Single(_watch.Drifts);
    }

    private void Set(int desired) => _watch.On(Call(desired));

    private static RecordedCall Call(int desired) => new()
    {
        Service = "autoscaling",
        Action = "SetDesiredCapacity",
        Parameters = new Dictionary<string, string> { ["DesiredCapacity"] = desired.ToString(CultureInfo.InvariantCulture) },
        Time = DateTimeOffset.UnixEpoch,
        RequestId = "1",
        CarriedOut = true,
    };
}
