using System.Globalization;
using AwsSimulator.Calls;
using FleetingHost.Chaos;
using Microsoft.Extensions.Time.Testing;

namespace FleetingHost.Tests.Chaos;

public sealed class CapacityWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CapacityWatch _watch;
    private (int, int, int)? _wanted = (3, 2, 1);

    public CapacityWatchTests() => _watch = new CapacityWatch(() => _wanted, _time, _ => { });

    [Fact]
    public void On_AsMuchAsWanted_IsNoDrift()
    {
        Set(6);

        Assert.Empty(_watch.Drifts);
        Assert.Equal(6, _watch.Most);
    }

    [Fact]
    public void On_MoreThanWanted_IsADriftOnceForEachRaise()
    {
        Set(7);
        Set(7);
        Set(6);

        Assert.Equal("DesiredCapacity set to 7, the host wants 6: 3 there, 2 promised, 1 requested", Assert.Single(_watch.Drifts));
    }

    [Fact]
    public void On_NotCarriedOut_IsNoDrift()
    {
        _watch.On(Call(9) with { CarriedOut = false });

        Assert.Empty(_watch.Drifts);
    }

    [Fact]
    public void On_RaisedByOthers_IsAllowedForAMinute()
    {
        _watch.OthersRaise(2);
        Set(8);
        var within = _watch.Drifts.Count;
        _time.Advance(TimeSpan.FromSeconds(61));
        Set(9);

        Assert.Equal((0, 1), (within, _watch.Drifts.Count));
    }

    [Fact]
    public void On_WhileNoHostLives_IsHeldAgainstTheLast()
    {
        Set(6);
        _wanted = null;
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
