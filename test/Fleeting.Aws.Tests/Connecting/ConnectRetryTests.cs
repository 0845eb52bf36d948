using AwsSimulator.Faults;
using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Connecting;

/// <summary>What may pass is tried again, what will not is answered at once. On a clock that skips every pause of the plugin's own.</summary>
public sealed class ConnectRetryTests
{
    // The SDK tries three times within one call: three calls fail.
    private const int Many = 9;

    // .NET itself sends once more what was cut on a connection that had served before.
    private const int ManyCuts = 30;

    public static TheoryData<string, string> WhatMayPass()
    {
        var data = new TheoryData<string, string>();
        foreach (var action in new[] { "DescribeInstances", "SendSSHPublicKey" })
        {
            foreach (var fault in new[] { "500", "503", "throttled", "reset", "html", "cut", "half", "expired" })
            {
                data.Add(action, fault);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WhatMayPass))]
    public async Task ConnectInfo_FailureThatPasses_IsTriedAgain(string action, string fault)
    {
        await using var test = await OpenAsync(1);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add((fault switch
        {
            "500" => new Fault { Code = "InternalFailure", Status = 500 },
            "503" => new Fault { Code = "ServiceUnavailable" },
            "throttled" => new Fault { Code = action == "DescribeInstances" ? "RequestLimitExceeded" : "ThrottlingException" },
            "reset" => new Fault { Reset = true, CarriedOut = true },
            "html" => new Fault { Status = 502, Body = "<html><body>Bad Gateway</body></html>" },
            "cut" => new Fault { End = AnswerEnd.Cut },
            "half" => new Fault { Status = 200, Body = "<DescribeInstancesResponse><reservationSet><item>", ContentType = "text/xml" },
            _ => new Fault { Code = "ExpiredToken", Status = 403 },
        }) with
        { Action = action, Times = fault is "reset" or "cut" ? ManyCuts : Many });

        var info = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        Assert.Equal(test.Cloud.Instances[0].PrivateIpAddress, info.InternalAddress);
        Assert.Equal(0, test.Simulator.Faults.Count);
        Assert.EndsWith(action, test.Log.Only("ActionNotServed").Fields["Action"]?.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(action, test.Log.Only("ActionServedAgain").Fields["Action"]?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectInfo_SharedDescribeFails_CostsNoneOf35AndIsAskedAgainTogether()
    {
        await using var test = await OpenAsync(35);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = "DescribeInstances", Code = "InternalError", Times = Many });

        var infos = await Task.WhenAll(test.Cloud.Instances.Select(i => test.Plugin.ConnectInfoAsync(i.Id, test.Cancellation)));

        Assert.Equal(test.Cloud.Instances.Select(i => i.PrivateIpAddress), infos.Select(i => i.InternalAddress));
        Assert.InRange(test.Simulator.Calls.Count("DescribeInstances"), Many + 1, Many + 4);
    }

    [Fact]
    public async Task ConnectInfo_OneBatchHangs_HoldsUpNoOther()
    {
        await using var test = await OpenAsync(2);
        test.Simulator.Faults.Add(new Fault { Action = "DescribeInstances", Hang = true });
        using var impatience = new CancellationTokenSource();

        var hanging = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, impatience.Token);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("DescribeInstances") == 1);
        var other = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[1].Id, test.Cancellation);

        Assert.Equal(test.Cloud.Instances[1].PrivateIpAddress, other.InternalAddress);
        Assert.False(hanging.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Theory]
    [InlineData("DescribeInstances", "UnauthorizedOperation", ProviderErrorReason.PermissionDenied)]
    [InlineData("SendSSHPublicKey", "AccessDeniedException", ProviderErrorReason.PermissionDenied)]
    [InlineData("SendSSHPublicKey", "InvalidArgsException", ProviderErrorReason.InvalidArgument)]
    [InlineData("SendSSHPublicKey", "EC2InstanceStateInvalidException", ProviderErrorReason.FailedPrecondition)]
    public async Task ConnectInfo_FailureThatStays_IsAnsweredAtOnce(string action, string code, ProviderErrorReason reason)
    {
        await using var test = await OpenAsync(3);
        // Long enough for all to wait for the same answer.
        test.Simulator.Faults.Add(new Fault { Action = action, Code = code, Latency = TimeSpan.FromSeconds(1), Times = null });

        var refusals = await Task.WhenAll(test.Cloud.Instances.Select(i => RefusedAsync(test, i.Id)));

        Assert.All(refusals, e => Assert.Equal(reason, e.Reason));
        Assert.All(test.Cloud.Instances.Zip(refusals), pair => Assert.Contains(pair.First.Id, pair.Second.Message, StringComparison.Ordinal));

        // Of each instance once, in however many calls they went together.
        Assert.Equal(
            3,
            action == "DescribeInstances"
                ? test.Simulator.Calls.Of(action).Sum(call => call.Parameters.Keys.Count(name => name.StartsWith("InstanceId.", StringComparison.Ordinal)))
                : test.Simulator.Calls.Count(action));
    }

    [Theory]
    [InlineData("DescribeInstances", "describe {0} of Auto Scaling Group \"runners\" in us-east-1")]
    [InlineData("SendSSHPublicKey", "send an SSH key for ec2-user to {0} of Auto Scaling Group \"runners\" in us-east-1")]
    public async Task ConnectInfo_NoDeadline_GivesUpAfterTenMinutes(string action, string told)
    {
        var time = new SkippingTime();
        await using var test = await OpenAsync(1, time);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = action, Code = "ExpiredToken", Status = 403, Times = null });

        var e = await RefusedAsync(test, test.Cloud.Instances[0].Id);

        Assert.StartsWith($"could not {told.Replace("{0}", test.Cloud.Instances[0].Id, StringComparison.Ordinal)}: ", e.Message, StringComparison.Ordinal);
        Assert.InRange(time.Passed, TimeSpan.FromMinutes(9.5), TimeSpan.FromMinutes(10.5));
        Assert.InRange(test.Simulator.Calls.Count(action), 40, 90);
        Assert.Single(test.Log.Entries, entry => entry.EventName == "ActionNotServed");
    }

    [Theory]
    [InlineData("DescribeInstances")]
    [InlineData("SendSSHPublicKey")]
    public async Task ConnectInfo_CallersDeadline_EndsTheTrying(string action)
    {
        await using var test = await OpenAsync(1, TimeProvider.System);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = action, Code = "ExpiredToken", Status = 403, Times = null });
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, deadline.Token));
    }

    [Theory]
    [InlineData("DescribeInstances")]
    [InlineData("SendSSHPublicKey")]
    public async Task ConnectInfo_InstanceLeavesWhileItTriesAgain_EndsAtOnceInTheWordsOfAHeartbeat(string action)
    {
        // Real time: the pauses must not pass before the instance leaves.
        await using var test = await OpenAsync(1, TimeProvider.System);
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = action, Code = "ExpiredToken", Status = 403, Times = null });
        var instance = test.Cloud.Instances[0];
        var connect = test.Plugin.ConnectInfoAsync(instance.Id, test.Cancellation);
        await test.Log.FirstAsync("ActionNotServed", test.Cancellation);

        instance.LifecycleState = "Terminating:Wait";
        await test.Plugin.UpdateAsync(test.Cancellation);

        const string cause = "its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating:Wait";
        var refused = await Assert.ThrowsAsync<ProviderException>(() => connect.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation));
        Assert.Equal($"could not connect to {instance.Id}: {cause}", refused.Message);
        var unhealthy = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.HeartbeatAsync(instance.Id, test.Cancellation));
        Assert.Equal($"could not vouch for {instance.Id}: {cause}; it must not get another job", unhealthy.Message);
    }

    private static Task<TestGroup> OpenAsync(int instances, TimeProvider? time = null) =>
        TestGroup.OpenAsync(group => group with { MaxSize = 50, DesiredCapacity = instances }, time: time ?? new SkippingTime());

    private static Task<ProviderException> RefusedAsync(TestGroup test, string instanceId) =>
        Assert.ThrowsAnyAsync<ProviderException>(() => test.Plugin.ConnectInfoAsync(instanceId, test.Cancellation));
}
