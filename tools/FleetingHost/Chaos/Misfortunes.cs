using AwsSimulator.Cloud;

namespace FleetingHost.Chaos;

/// <summary>What befalls a group from outside: Spot reclaims, strangers who change the capacity or stop an instance, launches that fail for a while. Seeded; ends when cancelled.</summary>
internal sealed class Misfortunes(ChaosPlan plan, SimulatedGroup group, Losses losses)
{
    private const string NoCapacity =
        "Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request configuration. Launching EC2 instance failed.";

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(ReclaimAsync(cancellationToken), MeddleAsync(cancellationToken), FailLaunchesAsync(cancellationToken));

    private async Task ReclaimAsync(CancellationToken cancellationToken)
    {
        var chance = plan.Chance(11);
        while (await PauseAsync(chance, 8, 20, cancellationToken))
        {
            var running = group.Instances.Where(instance => instance.LifecycleState == "InService").ToList();
            var (which, how) = (chance.Next(1000), chance.Next(4));
            if (running.Count == 0)
            {
                continue;
            }

            var instance = running[which % running.Count];
            losses.TakeAway(instance.Id);
            if (how == 0)
            {
                losses.Count("instances stopped by a stranger");
                group.Stop(instance);
                continue;
            }

            losses.Count("instances reclaimed");
            if (how > 1)
            {
                // AWS gives two minutes; a run has not that many.
                instance.SpotStatus = "instance-terminated-no-capacity";
                await PauseAsync(chance, 5, 15, cancellationToken);
            }

            if (instance.LifecycleState == "InService")
            {
                group.Reclaim(instance);
            }
        }
    }

    private async Task MeddleAsync(CancellationToken cancellationToken)
    {
        var chance = plan.Chance(12);
        while (await PauseAsync(chance, 20, 45, cancellationToken))
        {
            var by = chance.Next(1, 4) * (chance.Next(2) == 0 ? 1 : -1);
            var before = Active();
            if (by > 0)
            {
                losses.Raise();
            }

            var to = Math.Clamp(group.DesiredCapacity + by, group.MinSize, group.MaxSize);
            group.DesiredCapacity = to;
            foreach (var ended in before.Except(Active()))
            {
                losses.TakeAway(ended);
            }

            losses.Count(by > 0 ? "raises by a stranger" : "cuts by a stranger");
        }
    }

    private async Task FailLaunchesAsync(CancellationToken cancellationToken)
    {
        var chance = plan.Chance(13);
        while (await PauseAsync(chance, 30, 60, cancellationToken))
        {
            losses.Count("times without capacity");
            group.LaunchFailure = NoCapacity;
            await PauseAsync(chance, 8, 20, cancellationToken);
            group.LaunchFailure = null;
        }
    }

    private HashSet<string> Active() =>
        [.. group.Instances.Where(instance => instance.LifecycleState is "InService" or "Pending").Select(instance => instance.Id)];

    // False when it is over.
    private static async Task<bool> PauseAsync(Random chance, int from, int to, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(from + ((to - from) * chance.NextDouble())), cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
