using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Health;

/// <summary>What heartbeats and connections refuse, in the same words.</summary>
public sealed class InstanceHealthTests
{
    public static TheoryData<string, string> Signs => new()
    {
        { "lifecycle Terminating", "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating" },
        { "lifecycle Detached", "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Detached" },
        { "lifecycle Standby", "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Standby" },
        { "health Unhealthy", "its health status in Auto Scaling Group \"runners\" in us-east-1 is Unhealthy" },
        { "ec2 stopping", "EC2 in us-east-1 says that it is stopping" },
        { "ec2 stopped", "EC2 in us-east-1 says that it is stopped" },
        { "ec2 shutting-down", "EC2 in us-east-1 says that it is shutting-down" },
        { "ec2 terminated", "EC2 in us-east-1 says that it is terminated" },
        { "spot instance-terminated-no-capacity", "AWS takes it back: its Spot request {0} in us-east-1 is instance-terminated-no-capacity" },
        { "spot marked-for-termination", "AWS takes it back: its Spot request {0} in us-east-1 is marked-for-termination" },
        { "spot instance-stopped-by-price", "AWS takes it back: its Spot request {0} in us-east-1 is instance-stopped-by-price" },
    };

    [Theory]
    [MemberData(nameof(Signs))]
    public async Task HeartbeatAndConnect_SignAgainstIt_RefuseInTheSameWords(string sign, string cause)
    {
        var time = SkippingTime.OnlyGathering();
        await using var test = await OpenAsync(time, spot: true);
        var (instance, other) = (test.Cloud.Instances[0], test.Cloud.Instances[1]);
        await test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation);
        await test.Plugin.ConnectInfoAsync(instance.Id, test.Cancellation);

        Give(instance, sign);
        time.Advance(TimeSpan.FromSeconds(4));

        var words = cause.Replace("{0}", instance.SpotRequestId, StringComparison.Ordinal);
        Assert.Equal($"could not vouch for {instance.Id}: {words}; it must not get another job", await UnhealthyAsync(test, instance.Id));
        Assert.Equal($"could not connect to {instance.Id}: {words}", await UnconnectableAsync(test, instance.Id));
        await test.Plugin.HeartbeatAsync(other.Id, test.Cancellation);
        await test.Plugin.ConnectInfoAsync(other.Id, test.Cancellation);
    }

    [Theory]
    [InlineData("ec2 stopped")]
    [InlineData("ec2 terminated")]
    [InlineData("spot instance-terminated-no-capacity")]
    public async Task Connect_HostWithoutHeartbeats_LooksForItself(string sign)
    {
        await using var test = await OpenAsync(TimeProvider.System, spot: true);

        Give(test.Cloud.Instances[0], sign);

        Assert.NotEmpty(await UnconnectableAsync(test, test.Cloud.Instances[0].Id));
    }

    [Theory]
    [InlineData("spot fulfilled")]
    [InlineData("spot request-canceled-and-instance-running")]
    [InlineData("ec2 running")]
    [InlineData("health Healthy")]
    public async Task HeartbeatAndConnect_NothingAgainstIt_Go(string sign)
    {
        await using var test = await OpenAsync(TimeProvider.System, spot: true);

        Give(test.Cloud.Instances[0], sign);

        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
        await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);
    }

    [Fact]
    public async Task HeartbeatAndConnect_InstanceThatIsOnlyStarting_RefuseAJobButNotAConnection()
    {
        await using var test = await OpenAsync(TimeProvider.System, spot: false);
        var instance = test.Cloud.Instances[0];
        Give(instance, "lifecycle Pending:Wait");
        await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.EndsWith("is Pending:Wait; it must not get another job", await UnhealthyAsync(test, instance.Id), StringComparison.Ordinal);
        Assert.Equal(instance.PrivateIpAddress, (await test.Plugin.ConnectInfoAsync(instance.Id, test.Cancellation)).InternalAddress);
    }

    [Theory]
    [InlineData("DescribeSpotInstanceRequests", "spot instance-terminated-no-capacity", "a Spot instance that AWS takes back is refused only once it stops")]
    [InlineData("DescribeInstances", "ec2 stopped", "heartbeats go by the group's own word alone")]
    public async Task Heartbeat_RightMissing_SaysOnceWhatIsLostAndGoesOn(string action, string sign, string lost)
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, spot: true);
        test.Log.Expect("HealthPartlyUnknown");
        test.Simulator.Faults.Add(new Fault { Action = action, Code = "UnauthorizedOperation", Status = 403, Times = null });
        Give(test.Cloud.Instances[0], sign);

        for (var beat = 0; beat < 30; beat++)
        {
            await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        var told = test.Log.Only("HealthPartlyUnknown").Message;
        Assert.StartsWith($"runners in us-east-1: {lost}", told, StringComparison.Ordinal);
        Assert.Contains($"allow ec2:{action} in the IAM policy", told, StringComparison.Ordinal);
        Assert.InRange(test.Simulator.Calls.Count(action), 1, 6);
        Give(test.Cloud.Instances[0], "health Unhealthy");
        Assert.NotEmpty(await UnhealthyAsync(test, test.Cloud.Instances[0].Id));
    }

    [Fact]
    public async Task Heartbeat_SpotGroup_AsksByRequestIdsOfItsOwn()
    {
        await using var test = await OpenAsync(TimeProvider.System, spot: true);

        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        var asked = test.Simulator.Calls.Of("DescribeSpotInstanceRequests").Single().Parameters;
        Assert.Equal(
            test.Cloud.Instances.Select(i => i.SpotRequestId).Order(),
            asked.Where(p => p.Key.StartsWith("SpotInstanceRequestId.", StringComparison.Ordinal)).Select(p => p.Value).Order());
    }

    internal static void Give(SimulatedInstance instance, string sign)
    {
        var value = sign[(sign.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        switch (sign.Split(' ')[0])
        {
            case "lifecycle":
                instance.LifecycleState = value;
                break;
            case "health":
                instance.HealthStatus = value;
                break;
            case "ec2":
                instance.Ec2State = value;
                break;
            default:
                instance.SpotStatus = value;
                break;
        }
    }

    private static Task<TestGroup> OpenAsync(TimeProvider time, bool spot) =>
        TestGroup.OpenAsync(group => group with { DesiredCapacity = 3, Spot = spot }, time: time);

    private static async Task<string> UnhealthyAsync(TestGroup test, string instanceId) =>
        (await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(instanceId, test.Cancellation))).Message;

    private static async Task<string> UnconnectableAsync(TestGroup test, string instanceId) =>
        (await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.ConnectInfoAsync(instanceId, test.Cancellation))).Message;
}
