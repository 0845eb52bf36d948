using System.Net;
using AwsSimulator.Faults;

namespace AwsSimulator.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task Add_ThrottlingTwice_HitsTwoCallsOfThatAction()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(
            new Fault { Action = "DescribeAutoScalingGroups", Code = "Throttling", Message = "Rate exceeded", Times = 2 });

        var other = await cloud.StsAsync("GetCallerIdentity");
        var first = await DescribeAsync(cloud);
        var second = await DescribeAsync(cloud);
        var third = await DescribeAsync(cloud);

        Assert.Equal(("400 Throttling: Rate exceeded", "400 Throttling: Rate exceeded"), (first.Error, second.Error));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.Status, third.Status));
        Assert.Equal(
            ["Throttling", "Throttling", null], cloud.Simulator.Calls.Of("DescribeAutoScalingGroups").Select(call => call.ErrorCode));
        Assert.Equal(0, cloud.Simulator.Faults.Count);
    }

    [Theory]
    [InlineData("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable)]
    [InlineData("InternalError", HttpStatusCode.InternalServerError)]
    [InlineData("UnauthorizedOperation", HttpStatusCode.Forbidden)]
    [InlineData("Anything", HttpStatusCode.BadRequest)]
    public async Task Add_ACode_ComesWithAwsStatus(string code, HttpStatusCode expected)
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Code = code });

        var reply = await cloud.Ec2Async("DescribeInstances");

        Assert.Equal((expected, code), (reply.Status, reply.Only("Code")));
    }

    [Fact]
    public async Task Add_ForEver_LastsUntilCleared()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Code = "ServiceUnavailable", Times = null });
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await DescribeAsync(cloud)).Status);
        }

        cloud.Simulator.Faults.Clear();

        Assert.Equal(HttpStatusCode.OK, (await DescribeAsync(cloud)).Status);
    }

    [Fact]
    public async Task Add_Reset_CutsTheConnection()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Reset = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => DescribeAsync(cloud));

        Assert.Equal("Reset", Assert.Single(cloud.Simulator.Calls.All).ErrorCode);
    }

    [Fact]
    public async Task Add_ResetCarriedOut_LosesOnlyTheAnswer()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Action = "SetDesiredCapacity", Reset = true, CarriedOut = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => cloud.AutoScalingAsync(
            "SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", "2")));

        Assert.Equal(2, cloud.Group.DesiredCapacity);
    }

    [Fact]
    public async Task Add_AfterOneAndWhen_HitsTheSecondThatFits()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Code = "Throttling", After = 1, When = call => call.Service == "autoscaling" });

        await cloud.StsAsync("GetCallerIdentity");
        var first = await DescribeAsync(cloud);
        var second = await DescribeAsync(cloud);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.Status, second.Status));
    }

    [Fact]
    public async Task Add_Latency_AnswersOnlyThen()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Latency = TimeSpan.FromSeconds(10) });
        var call = DescribeAsync(cloud);
        await cloud.Simulator.WaitForAsync(() => cloud.Simulator.Calls.Held == 1, TestCloud.Cancellation);
        cloud.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(call.IsCompleted);

        cloud.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
    }

    [Fact]
    public async Task Add_Hang_EndsWithTheCaller()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Hang = true });
        var call = DescribeAsync(cloud);

        await cloud.Simulator.WaitForAsync(() => cloud.Simulator.Calls.All is [{ ErrorCode: "Hang" }], TestCloud.Cancellation);

        Assert.False(call.IsCompleted);
        await cloud.Simulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private static Task<WireReply> DescribeAsync(TestCloud cloud) => cloud.AutoScalingAsync("DescribeAutoScalingGroups");
}
