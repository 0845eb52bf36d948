using System.Net;
using AwsSimulator.Faults;

namespace AwsSimulator.Tests.Faults;

public sealed class AnswerEndTests
{
    [Theory]
    [InlineData(AnswerEnd.Cut)]
    [InlineData(AnswerEnd.CutChunked)]
    public async Task Add_HalfAnAnswer_IsCarriedOutAndCannotBeRead(AnswerEnd end)
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Action = "SetDesiredCapacity", End = end });

        await Assert.ThrowsAsync<HttpRequestException>(() => SetAsync(cloud, 2));

        Assert.Equal(2, cloud.Group.DesiredCapacity);
        Assert.True(Assert.Single(cloud.Simulator.Calls.All) is { ErrorCode: "Half", CarriedOut: true });
    }

    [Fact]
    public async Task Add_HalfAnError_IsNotCarriedOut()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Code = "InternalFailure", End = AnswerEnd.Cut });

        await Assert.ThrowsAsync<HttpRequestException>(() => SetAsync(cloud, 2));

        Assert.Equal(0, cloud.Group.DesiredCapacity);
        Assert.False(Assert.Single(cloud.Simulator.Calls.All).CarriedOut);
    }

    [Fact]
    public async Task Add_StalledHalfWay_IsHeldUntilItsCallerGivesUp()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { End = AnswerEnd.Stalled });
        var call = SetAsync(cloud, 2);

        await cloud.Simulator.WaitForAsync(() => cloud.Simulator.Calls.Held == 1, TestCloud.Cancellation);

        Assert.False(call.IsCompleted);
        await cloud.Simulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Add_ABody_IsAnsweredInsteadOfAwsOwn(bool carriedOut, int desired)
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(new Fault { Name = "proxy", Status = 502, Body = "<html>Bad Gateway</html>", CarriedOut = carriedOut });

        var reply = await SetAsync(cloud, 2);

        Assert.Equal((HttpStatusCode.BadGateway, "<html>Bad Gateway</html>"), (reply.Status, reply.Body));
        Assert.Equal(desired, cloud.Group.DesiredCapacity);
        var call = Assert.Single(cloud.Simulator.Calls.All);
        Assert.Equal(("Body", "proxy", carriedOut), (call.ErrorCode, call.Fault, call.CarriedOut));
    }

    private static Task<WireReply> SetAsync(TestCloud cloud, int desired) => cloud.AutoScalingAsync(
        "SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", $"{desired}"));
}
