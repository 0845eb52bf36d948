using System.Net;
using Amazon.Runtime;
using AwsClients.AutoScaling;
using AwsClients.Tests.Wire;

namespace AwsClients.Tests.AutoScaling;

public sealed class ErrorTests
{
    public static TheoryData<string, int> ModelErrors
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (code, status) in ServiceModel.AutoScaling.Errors())
            {
                data.Add(code, status);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ModelErrors))]
    [InlineData("AccessDenied", 403)]
    [InlineData("ValidationError", 400)]
    public async Task Call_ErrorOfTheModel_HasCodeMessageStatusAndRequestId(string code, int status)
    {
        var (error, _) = await FailAsync(StubAnswer.Error(status, code, "Because."));

        Assert.Equal((code, "Because.", "request-1"), (error.ErrorCode, error.Message, error.RequestId));
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Equal(ErrorType.Sender, error.ErrorType);
    }

    [Theory]
    [InlineData(400, "Throttling", 3)]
    [InlineData(503, "RequestLimitExceeded", 3)]
    [InlineData(500, "ResourceContention", 3)]
    [InlineData(500, "InternalFailure", 3)]
    [InlineData(400, "ValidationError", 1)]
    [InlineData(403, "AccessDenied", 1)]
    [InlineData(400, "ScalingActivityInProgress", 1)]
    public async Task Call_AnsweredSoAlways_IsTriedSoOften(int status, string code, int attempts)
    {
        var (error, tried) = await FailAsync(StubAnswer.Error(status, code));

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(attempts, tried);
    }

    [Fact]
    public async Task Call_ThrottledOnce_Succeeds()
    {
        var first = true;
        await using var stub = await StubAws.StartAsync(_ =>
            Interlocked.Exchange(ref first, false)
                ? StubAnswer.Error(400, "Throttling", "Rate exceeded")
                : StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"));
        using var session = await StubSession.OpenAsync(stub);

        var answer = await session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Single(answer.AutoScalingGroups);
        Assert.Equal(2, stub.Requests.Count);
    }

    private static async Task<(AmazonAutoScalingException Error, int Attempts)> FailAsync(StubAnswer answer)
    {
        await using var stub = await StubAws.StartAsync(_ => answer);
        using var session = await StubSession.OpenAsync(stub);
        var error = await Assert.ThrowsAsync<AmazonAutoScalingException>(() => session.AutoScaling.SetDesiredCapacityAsync(
            new SetDesiredCapacityRequest { AutoScalingGroupName = "a", DesiredCapacity = 1 }, TestContext.Current.CancellationToken));
        return (error, stub.Requests.Count);
    }
}
