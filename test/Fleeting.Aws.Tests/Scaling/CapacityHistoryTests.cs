using CsCheck;
using Fleeting.Aws.Tests.Scaling.Model;

namespace Fleeting.Aws.Tests.Scaling;

/// <summary>
/// Random histories of a host, a group and strangers, against a model of each. docs/explanation/scaling.md has the invariants.
/// CsCheck shrinks a history that breaks one, and prints the seed that repeats it (the environment variable CsCheck_Seed).
/// </summary>
public sealed class CapacityHistoryTests
{
    private const int Most = 20;
    private const int Histories = 200;
    private const int Cycles = 120;

    // With strangers or old reads the last cycles heal what they left, with nothing in their way.
    private const int QuietCycles = 90;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task LostAnswers_DesiredNeverExceedsDemandAndTheHostsBeliefEndsTrue(bool mayReadGroups) =>
        HoldAsync(mayReadGroups, staleness: 0, StepKind.Nothing, StepKind.Demand);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task LostAnswersReclaimsRestartsAndOutages_DesiredNeverExceedsDemandAndTheHostsBeliefEndsTrue(bool mayReadGroups) =>
        HoldAsync(mayReadGroups, staleness: 0, StepKind.Nothing, StepKind.Demand, StepKind.Reclaim, StepKind.Restart, StepKind.Outage);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Strangers_NothingOfOursEndsAnInstanceAndTheHostsBeliefEndsTrue(bool mayReadGroups) =>
        HoldAsync(
            mayReadGroups, staleness: 0,
            StepKind.Nothing, StepKind.Demand, StepKind.Reclaim, StepKind.Restart, StepKind.Outage, StepKind.Stranger);

    [Fact]
    public Task OldReads_NothingOfOursEndsAnInstanceAndTheHostsBeliefEndsTrue() =>
        HoldAsync(mayReadGroups: true, staleness: 2, StepKind.Nothing, StepKind.Demand, StepKind.Reclaim, StepKind.Outage);

    [Fact]
    public Task OldReadsUnderThePolicyOf2023_TheHostsBeliefEndsTrue() =>
        HoldAsync(mayReadGroups: false, staleness: 2, StepKind.Nothing, StepKind.Demand, StepKind.Reclaim, StepKind.Outage);

    private static Task HoldAsync(bool mayReadGroups, int staleness, params StepKind[] kinds)
    {
        // Most cycles are quiet: a history is what happens in between.
        var step = Gen.Select(
            Gen.Frequency((6, Gen.Const(StepKind.Nothing)), (4, Gen.Int[0, kinds.Length - 1].Select(i => kinds[i]))), Gen.Int[0, Most], (kind, value) => new Step(kind, value));
        var history = Gen.Select(Gen.Int[0, int.MaxValue], step.Array[Cycles], (seed, steps) => new History(seed, steps));
        return history.SampleAsync(h => RunAsync(h, mayReadGroups, staleness), iter: Histories, threads: 1, print: h => h.ToString());
    }

    private static async Task RunAsync(History history, bool mayReadGroups, int staleness)
    {
        var cloud = new ModelCloud(new Random(history.Seed)) { MayReadGroups = mayReadGroups, Staleness = staleness, MaxSize = 2 * Most, KnowsBatches = history.Seed % 3 > 0 };
        var time = new SkippingTime();
        var (host, plugin) = (new ModelHost(Most), new ModelPlugin(cloud, time));
        var (demand, strangers, othersSet) = (Most / 2, false, false);
        cloud.FailureRate = 0.33;
        foreach (var step in history.Steps)
        {
            switch (step.Kind)
            {
                case StepKind.Demand:
                    demand = step.Value;
                    break;
                case StepKind.Reclaim:
                    cloud.Reclaim(step.Value / 4);
                    break;
                case StepKind.Restart:
                    othersSet = true;
                    (host, plugin) = (new ModelHost(Most), new ModelPlugin(cloud, time));
                    break;
                case StepKind.Outage:
                    cloud.Launches = !cloud.Launches;
                    break;
                case StepKind.Stranger:
                    strangers = othersSet = true;
                    cloud.StrangerMoves((step.Value - 10) / 2);
                    break;
            }

            await CycleAsync();
            if (!strangers)
            {
                Assert.True(cloud.MostDesired <= Most, $"DesiredCapacity went to {cloud.MostDesired}; the host never wanted more than {Most}");
            }

            // Without the right to read DesiredCapacity, what somebody else set and has not been launched yet cannot be seen.
            if (mayReadGroups || (staleness == 0 && !othersSet))
            {
                Assert.True(cloud.KilledByPlugin == 0, $"a call of the plugin made the group end {cloud.KilledByPlugin} instances of its choice");
            }
        }

        (cloud.FailureRate, cloud.Staleness, cloud.Launches) = (0, 0, true);
        for (var cycle = 0; cycle < QuietCycles; cycle++)
        {
            await CycleAsync();
        }

        var members = cloud.Instances.Where(i => i.State == "InService").Select(i => i.Id).Order().ToList();
        Assert.Equal((0, 0), (host.Pending, plugin.Ledger.Owed));
        Assert.Equal((demand, demand), (cloud.Desired, members.Count));
        Assert.Equal(members, host.Live.Order());

        async Task CycleAsync()
        {
            await host.CycleAsync(demand, plugin);
            cloud.Tick();
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }
}
