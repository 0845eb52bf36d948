using AwsSimulator.Calls;
using AwsSimulator.Faults;

namespace AwsSimulator.Tests.Faults;

public sealed class RandomFaultsTests
{
    private static readonly string[] _refusals = ["throttled", "expired credentials"];

    [Fact]
    public void Next_TheSameSeed_HitsTheSameCallsOfAnActionWhateverComesBetween()
    {
        var one = new RandomFaults(7, 0.5);
        var other = new RandomFaults(7, 0.5);

        var alone = Names(one, 200);
        var between = Enumerable.Range(0, 200).Select(_ =>
        {
            other.Next(Call("DescribeInstances"));
            return other.Next(Call("SetDesiredCapacity"))?.Name;
        }).ToList();

        Assert.Equal(alone, between);
        Assert.NotEqual(alone, Names(new RandomFaults(8, 0.5), 200));
    }

    [Fact]
    public void Next_ManyCalls_FailAtTheRateInEveryWayBeforeAndAfter()
    {
        var faults = new RandomFaults(1, 0.33);

        var hits = Enumerable.Range(0, 10_000).Select(_ => faults.Next(Call("DescribeInstances"))).OfType<Fault>().ToList();

        Assert.InRange(hits.Count, 3100, 3500);
        Assert.Equal(RandomFaults.Names.Order(), hits.Select(fault => fault.Name!).Distinct().Order());
        foreach (var way in hits.GroupBy(fault => fault.Name))
        {
            Assert.Contains(way, fault => !fault.CarriedOut);
            Assert.Equal(!_refusals.Contains(way.Key), way.Any(fault => fault.CarriedOut));
        }
    }

    [Fact]
    public void Next_OfAWrite_IsNeverAnOldAnswer()
    {
        var faults = new RandomFaults(1, 1);

        var hits = Enumerable.Range(0, 1_000).Select(_ => faults.Next(Call("SetDesiredCapacity"))!).ToList();

        Assert.Contains(hits, fault => fault.Name == "slow");
        Assert.All(hits, fault => Assert.Equal(TimeSpan.Zero, fault.Stale));
    }

    [Fact]
    public async Task Random_OfEveryCall_HitsWhatNoArmedFaultDoes()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Random = new RandomFaults(3, 1);
        cloud.Simulator.Faults.Add(new Fault { Name = "armed", Code = "Throttling" });

        await cloud.AutoScalingAsync("DescribeAutoScalingGroups");
        await Record.ExceptionAsync(() => cloud.AutoScalingAsync("DescribeAutoScalingInstances"));
        cloud.Simulator.Faults.Clear();
        await cloud.AutoScalingAsync("DescribeAutoScalingGroups");

        Assert.Collection(
            cloud.Simulator.Calls.All,
            call => Assert.Equal("armed", call.Fault),
            call => Assert.Contains(call.Fault, RandomFaults.Names),
            call => Assert.Null(call.Fault));
    }

    private static List<string?> Names(RandomFaults faults, int calls) =>
        [.. Enumerable.Range(0, calls).Select(_ => faults.Next(Call("SetDesiredCapacity"))?.Name)];

    private static RecordedCall Call(string action) => new()
    {
        Service = "autoscaling",
        Action = action,
        Parameters = new Dictionary<string, string>(),
        Time = DateTimeOffset.UnixEpoch,
        RequestId = "1",
    };
}
