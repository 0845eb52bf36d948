using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Health;

/// <summary>
/// Random histories of instances and Spot requests, with outages between, against an independent model of who is well: what has been so for
/// five seconds must be told, what has just changed may be told either way, and an outage never makes a well instance ill.
/// </summary>
public sealed class HealthHistoryTests
{
    private const int Steps = 120;
    private static readonly TimeSpan _known = TimeSpan.FromSeconds(5);

    // The longest pause between reads after failures, and a read's own age.
    private static readonly TimeSpan _recovered = TimeSpan.FromSeconds(14);

    private static readonly string[] _ec2States = ["running", "running", "stopping", "stopped", "shutting-down", "terminated"];
    private static readonly string[] _lifecycles = ["InService", "InService", "Standby", "Terminating", "Terminating:Wait", "Pending:Wait"];
    private static readonly string[] _healths = ["Healthy", "Healthy", "Unhealthy"];

    private static readonly string[] _spots =
        ["fulfilled", "request-canceled-and-instance-running", "marked-for-termination", "instance-terminated-no-capacity", "instance-terminated-by-price"];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Heartbeat_RandomHistory_TellsWhoIsWell(int seed)
    {
        var random = new Random(seed);
        var time = SkippingTime.OnlyGathering();
        await using var test = await TestGroup.OpenAsync(
            group => group with { MaxSize = 20, DesiredCapacity = 6, Spot = random.Next(2) == 0 }, time: time);
        test.Log.Expect("ActionNotServed");
        var instances = test.Cloud.Instances.ToList();
        var began = time.GetUtcNow();
        var model = instances.ToDictionary(i => i.Id, _ => (IsWell: true, Since: DateTimeOffset.MinValue));
        var outage = (IsOn: false, Since: DateTimeOffset.MinValue);
        var history = new List<string>();

        for (var step = 0; step < Steps; step++)
        {
            time.Advance(TimeSpan.FromSeconds(random.NextDouble() * 4));
            var now = time.GetUtcNow();
            if (random.Next(12) == 0)
            {
                outage = (!outage.IsOn, now);
                test.Simulator.Faults.Clear();
                if (outage.IsOn)
                {
                    test.Simulator.Faults.Add(new Fault { Code = "ExpiredToken", Status = 403, Times = null });
                }

                history.Add($"{now - began}: outage {outage.IsOn}");
            }

            if (random.Next(3) == 0)
            {
                var changed = instances[random.Next(instances.Count)];
                Change(random, changed);
                var isWell = IsWell(changed);
                if (isWell != model[changed.Id].IsWell)
                {
                    model[changed.Id] = (isWell, now);
                }

                history.Add($"{now - began}: {Show(changed)}");
            }

            var instance = instances[random.Next(instances.Count)];
            var refusal = await Record.ExceptionAsync(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));
            var (well, since) = model[instance.Id];
            history.Add($"{now - began}: heartbeat of {instance.Id}: {refusal?.Message ?? "healthy"}");
            var isSettled = now - since > _known;
            if (well && isSettled && refusal is not null)
            {
                Assert.Fail($"Seed {seed}: refused though well.\n{string.Join('\n', history)}");
            }

            if (!well && isSettled && refusal is null && !outage.IsOn && now - outage.Since > _recovered)
            {
                Assert.Fail($"Seed {seed}: healthy though ill.\n{string.Join('\n', history)}");
            }

            Assert.True(refusal is null or ProviderException, refusal?.ToString());
        }
    }

    /// <summary>What the specification says, in words of its own: all three must speak for the instance.</summary>
    private static bool IsWell(SimulatedInstance instance) =>
        instance.LifecycleState == "InService"
        && instance.HealthStatus == "Healthy"
        && instance.Ec2State is "pending" or "running"
        && instance.SpotStatus is null or "fulfilled" or "request-canceled-and-instance-running";

    /// <summary>As AWS would: what is final stays.</summary>
    private static void Change(Random random, SimulatedInstance instance)
    {
        switch (random.Next(4))
        {
            case 0 when !instance.LifecycleState.StartsWith("Terminating", StringComparison.Ordinal):
                instance.LifecycleState = _lifecycles[random.Next(_lifecycles.Length)];
                break;
            case 1:
                instance.HealthStatus = _healths[random.Next(_healths.Length)];
                break;
            case 2 when instance.Ec2State is not ("shutting-down" or "terminated"):
                instance.Ec2State = _ec2States[random.Next(_ec2States.Length)];
                break;
            case 3 when instance.SpotStatus is "fulfilled":
                instance.SpotStatus = _spots[random.Next(_spots.Length)];
                break;
        }
    }

    private static string Show(SimulatedInstance instance) =>
        $"{instance.Id} is {instance.LifecycleState}, {instance.HealthStatus}, {instance.Ec2State}, {instance.SpotStatus}";
}
