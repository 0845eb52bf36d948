using AwsSimulator.Faults;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Health;

/// <summary>Heartbeats while AWS cannot be asked, and what they cost when it can.</summary>
public sealed class OutageTests
{
    private static readonly string[] _describes = ["DescribeAutoScalingGroups", "DescribeInstances", "DescribeSpotInstanceRequests"];

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Heartbeat_ThousandInThreeSeconds_CostThreeCallsAndTwoMoreForSpot(bool spot, int more)
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1000, spot);
        time.Advance(TimeSpan.FromSeconds(10));
        foreach (var moment in new[] { "the first", "another" })
        {
            test.Simulator.Calls.Clear();

            // A burst, then one after the other over three seconds.
            await Task.WhenAll(test.Cloud.Instances.Take(500).Select(i => test.Plugin.HeartbeatAsync(i.Id, test.Cancellation)));
            foreach (var instance in test.Cloud.Instances.Skip(500))
            {
                await test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation);
                time.Advance(TimeSpan.FromMilliseconds(5.9));
            }

            Assert.True(test.Simulator.Calls.All.Count == 3 + more, $"{moment}: {string.Join(", ", test.Simulator.Calls.All.Select(c => c.Action))}");
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Heartbeat_NobodyAsks_NothingIsRead()
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 2, spot: true);
        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
        test.Simulator.Calls.Clear();

        time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(test.Simulator.Calls.All);
    }

    [Fact]
    public async Task Heartbeat_InstanceThatJoinedSinceTheLastLook_IsLookedAt()
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1, spot: true);
        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
        await test.Plugin.IncreaseAsync(1, test.Cancellation);
        await test.WaitForAsync(() => test.Cloud.Instances.Count == 2);
        var joined = test.Cloud.Instances[1];
        joined.SpotStatus = "marked-for-termination";
        await test.Plugin.UpdateAsync(test.Cancellation);

        await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(joined.Id, test.Cancellation));
    }

    [Theory]
    [InlineData("DescribeAutoScalingGroups")]
    [InlineData("DescribeInstances")]
    [InlineData("DescribeSpotInstanceRequests")]
    [InlineData(null)]
    public async Task Heartbeat_AwsHangs_IsHealthyWithinThreeSecondsAndSaidOnce(string? action)
    {
        var time = new ShiftedTime();
        await using var test = await OpenAsync(time, 3, spot: true);
        test.Log.Expect("ActionNotServed");
        var ids = test.Cloud.Instances.Select(i => i.Id).ToList();
        await test.Plugin.HeartbeatAsync(ids[0], test.Cancellation);
        test.Simulator.Faults.Add(new Fault { Action = action, Hang = true, Times = null });
        time.Advance(TimeSpan.FromSeconds(4));
        test.Simulator.Calls.Clear();

        var began = time.GetTimestamp();
        await Task.WhenAll(ids.Select(id => test.Plugin.HeartbeatAsync(id, test.Cancellation)));
        Assert.InRange(time.GetElapsedTime(began), TimeSpan.FromSeconds(2.4), TimeSpan.FromSeconds(7));

        // Whoever comes later does not wait for what does not come.
        began = time.GetTimestamp();
        foreach (var id in Enumerable.Repeat(ids, 30).SelectMany(id => id))
        {
            await test.Plugin.HeartbeatAsync(id, test.Cancellation);
        }

        Assert.InRange(time.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(7));
        Assert.All(_describes, describe => Assert.InRange(test.Simulator.Calls.Count(describe), 1, 2));
        var told = test.Log.Entries.Where(entry => entry.EventName == "ActionNotServed").Select(entry => $"{entry.Fields["Action"]}").ToList();
        Assert.Equal(action is null ? _describes : [action], told.Select(name => name.Split(':')[1]).Order());
        Assert.Matches(
            @"^no answer for [2-6](\.\d)? s; check the network", $"{test.Log.Entries.First(entry => entry.EventName == "ActionNotServed").Fields["Cause"]}");
    }

    [Fact]
    public async Task Heartbeat_AfterAHang_LooksAgainAndSaysThatItIsOver()
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1, spot: false);
        test.Log.Expect("ActionNotServed");
        var id = test.Cloud.Instances[0].Id;
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Hang = true });
        time.Advance(TimeSpan.FromSeconds(4));
        var beat = test.Plugin.HeartbeatAsync(id, test.Cancellation);
        await test.WaitForAsync(() => test.Simulator.Faults.Count == 0);
        time.Advance(TimeSpan.FromSeconds(2.5));
        await beat.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation);

        // After ten seconds the read is given up.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (test.Log.Entries.All(entry => entry.EventName != "ActionServedAgain"))
        {
            limit.Token.ThrowIfCancellationRequested();
            await test.Plugin.HeartbeatAsync(id, test.Cancellation);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Heartbeat_LongOutage_IsSaidTwiceAndCostsFewCalls()
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1, spot: false);
        test.Log.Expect("ActionNotServed");
        var id = test.Cloud.Instances[0].Id;
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Code = "ExpiredToken", Status = 403, Times = null });
        time.Advance(TimeSpan.FromMinutes(1));
        test.Simulator.Calls.Clear();

        for (var second = 0; second < 600; second++)
        {
            await test.Plugin.HeartbeatAsync(id, test.Cancellation);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(test.Simulator.Calls.Count("DescribeAutoScalingGroups"), 50, 70);
        test.Simulator.Faults.Clear();
        time.Advance(TimeSpan.FromSeconds(10));
        await test.Plugin.HeartbeatAsync(id, test.Cancellation);
        Assert.Equal(
            ["ActionNotServed", "ActionServedAgain"],
            test.Log.Entries.Select(entry => entry.EventName).Where(name => name.StartsWith("Action", StringComparison.Ordinal)));
        Assert.EndsWith(
            "Until it does again, the runner keeps what it knows of the group, and heartbeats answer healthy",
            test.Log.Only("ActionNotServed").Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("health Unhealthy", false)]
    [InlineData("ec2 stopped", false)]
    [InlineData("lifecycle Terminating", true)]
    [InlineData("ec2 terminated", true)]
    [InlineData("spot marked-for-termination", true)]
    public async Task Heartbeat_OutageAfterASign_TrustsOnlyWhatIsForGood(string sign, bool isRefused)
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1, spot: true);
        test.Log.Expect("ActionNotServed");
        var instance = test.Cloud.Instances[0];
        InstanceHealthTests.Give(instance, sign);
        time.Advance(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));
        test.Simulator.Faults.Add(new Fault { Code = "ExpiredToken", Status = 403, Times = null });
        time.Advance(TimeSpan.FromSeconds(20));

        var refused = await Record.ExceptionAsync(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));

        Assert.Equal(isRefused, refused is ProviderException);
    }

    [Fact]
    public async Task Heartbeat_AutoScalingHangsButEc2Answers_RefusesWhatEc2Knows()
    {
        var time = new ShiftedTime();
        await using var test = await OpenAsync(time, 1, spot: false);
        test.Log.Expect("ActionNotServed");
        time.Advance(TimeSpan.FromSeconds(4));
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Hang = true, Times = null });
        test.Cloud.Instances[0].Ec2State = "shutting-down";

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation));

        Assert.Contains("EC2 in us-east-1 says that it is shutting-down", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heartbeat_GroupNotFoundForAMoment_IsNotTheInstancesFault()
    {
        var time = new FakeTimeProvider();
        await using var test = await OpenAsync(time, 1, spot: false);
        test.Simulator.Faults.Add(new Fault
        {
            Action = "DescribeAutoScalingGroups",
            ContentType = "text/xml",
            Body = "<DescribeAutoScalingGroupsResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><DescribeAutoScalingGroupsResult>" +
                "<AutoScalingGroups/></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>",
        });
        time.Advance(TimeSpan.FromSeconds(4));

        await test.Plugin.HeartbeatAsync(test.Cloud.Instances[0].Id, test.Cancellation);
        Assert.Equal(0, test.Simulator.Faults.Count);
    }

    private static Task<TestGroup> OpenAsync(TimeProvider time, int instances, bool spot) =>
        TestGroup.OpenAsync(group => group with { MaxSize = 1000, DesiredCapacity = instances, Spot = spot }, time: time);
}
