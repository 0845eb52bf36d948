using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Health;

/// <summary>That the plugin's own credentials cannot be had says nothing of an instance.</summary>
public sealed class CredentialOutageTests
{
    [Theory]
    [InlineData("exit 1")]
    [InlineData("while [ -e $0.hangs ]; do sleep 0.02; done; exit 1")]
    [InlineData("echo '{\"Version\": 1, '")]
    [InlineData("echo hello")]
    [InlineData("kill -9 $$")]
    public async Task Heartbeat_CredentialProcessFailsAtRenewal_IsHealthyAndSaidOnce(string failure)
    {
        var time = new ShiftedTime();
        await using var test = await TestGroup.StartAsync(group => group with { DesiredCapacity = 2 }, time: time);
        test.Log.Expect("ActionNotServed", "CredentialsNotRenewed");
        var script = test.AddProcessProfile("process");
        File.WriteAllText(script, Keys(test, time.GetUtcNow().AddMinutes(30)));
        await test.InitAsync(null, ("profile", "process"));
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();
        await test.Plugin.HeartbeatAsync(ids[0], test.Cancellation);

        File.WriteAllText($"{script}.hangs", "");
        File.WriteAllText(script, failure);
        time.Advance(TimeSpan.FromHours(1));
        for (var beat = 0; beat < 6; beat++)
        {
            var began = time.GetTimestamp();
            await test.Plugin.HeartbeatAsync(ids[beat % 2], test.Cancellation);
            Assert.InRange(time.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(9));
        }

        var told = test.Log.Entries.Where(entry => entry.EventName == "ActionNotServed").Select(entry => entry.Fields["Action"]).ToList();
        Assert.Contains("autoscaling:DescribeAutoScalingGroups", told);
        Assert.Equal(told.Distinct(), told);

        // And it recovers by itself.
        File.WriteAllText(script, Keys(test, time.GetUtcNow().AddDays(300)));
        File.Delete($"{script}.hangs");
        test.Cloud.Instances[0].HealthStatus = "Unhealthy";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Exception? refusal = null;
        while (refusal is null && !limit.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            refusal = await Record.ExceptionAsync(() => test.Plugin.HeartbeatAsync(ids[0], test.Cancellation));
        }

        Assert.IsType<ProviderException>(refusal);
        Assert.Contains(test.Log.Entries, entry => entry.EventName == "ActionServedAgain");
    }

    private static string Keys(TestGroup test, DateTimeOffset expiration) =>
        $"echo '{{\"Version\": 1, \"AccessKeyId\": \"{test.Simulator.AccessKeyId}\", " +
        $"\"SecretAccessKey\": \"{test.Simulator.SecretAccessKey}\", \"Expiration\": \"{expiration:O}\"}}'";
}
