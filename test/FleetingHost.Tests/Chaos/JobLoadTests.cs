using FleetingHost.Chaos;

namespace FleetingHost.Tests.Chaos;

public sealed class JobLoadTests
{
    private static readonly ChaosPlan _plan = new() { Plugin = "", Duration = TimeSpan.FromMinutes(10), Instances = 20, Idle = 2 };

    [Fact]
    public void Jobs_OverTime_GoUpAndDownWithinWhatInstancesCanDo()
    {
        var load = new JobLoad(_plan);

        var jobs = Enumerable.Range(0, 700).Select(second => load.Jobs(TimeSpan.FromSeconds(second))).ToList();

        Assert.All(jobs, count => Assert.InRange(count, 1, 18));
        Assert.True(jobs.Distinct().Count() > 8);
        Assert.Equal(jobs[600], jobs[699]);
    }

    [Fact]
    public void Jobs_SameSeed_AreTheSame()
    {
        Assert.Equal(First(_plan), First(_plan));
        Assert.NotEqual(First(_plan), First(_plan with { Seed = 2 }));

        static List<(int, TimeSpan)> First(ChaosPlan plan)
        {
            var load = new JobLoad(plan);
            return [.. Enumerable.Range(0, 50).Select(step => (load.Jobs(TimeSpan.FromSeconds(10 * step)), load.NextLength()))];
        }
    }
}
