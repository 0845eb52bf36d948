using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace AwsClients.Tests.Transport;

/// <summary>A machine whose clock is wrong, as AWS sees it.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData("autoscaling", 15)]
    [InlineData("autoscaling", -15)]
    [InlineData("instance connect", 15)]
    public async Task Call_ClockIsWrong_IsSignedWithAwsTimeAndWarnsOnce(string service, int minutes)
    {
        using var log = new LogRecorder().Expect("ClockWrong");
        await using var stub = await StubAws.StartAsync(request => Answer(request, service, TimeSpan.FromMinutes(minutes)));
        using var session = await StubSession.OpenAsync(
            new AwsSessionOptions { Region = "us-east-1" }, TimeProvider.System, StubSession.Environment(stub), log);

        for (var call = 0; call < 2; call++)
        {
            await (service == "autoscaling"
                ? (Task)session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken)
                : session.InstanceConnect.SendSSHPublicKeyAsync(new(), TestContext.Current.CancellationToken));
        }

        Assert.Equal(3, stub.Requests.Count);
        Assert.StartsWith(
            $"this machine's clock is {Math.Abs(minutes)} min {(minutes > 0 ? "behind" : "ahead of")} AWS's", log.Only("ClockWrong").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ClockIsWrongAndRefusedAllTheSame_NamesTheClock()
    {
        using var log = new LogRecorder().Expect("ClockWrong");
        await using var stub = await StubAws.StartAsync(_ => Dated(
            StubAnswer.Error(403, "SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier than …"), TimeSpan.FromMinutes(15)));
        using var session = await StubSession.OpenAsync(
            new AwsSessionOptions { Region = "us-east-1" }, new FakeTimeProvider(), StubSession.Environment(stub), log);

        var error = await Assert.ThrowsAsync<AwsSessionException>(
            () => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken));

        Assert.EndsWith("; this machine's clock is 15 min behind AWS's: set it", error.Message, StringComparison.Ordinal);
    }

    private static StubAnswer Answer(StubRequest request, string service, TimeSpan ahead)
    {
        var signed = DateTime.ParseExact(
            request.Headers["X-Amz-Date"], "yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        var isInTime = (DateTime.UtcNow + ahead - signed).Duration() < TimeSpan.FromMinutes(5);
        return Dated((isInTime, service) switch
        {
            (true, "autoscaling") => StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"),
            (true, _) => StubAnswer.Recorded("ec2-instance-connect-SendSSHPublicKey.json"),
            (false, "autoscaling") => StubAnswer.Error(403, "SignatureDoesNotMatch", "Signature expired"),
            (false, _) => new StubAnswer(400, """{"__type":"InvalidSignatureException","message":"Signature expired"}"""),
        }, ahead);
    }

    private static StubAnswer Dated(StubAnswer answer, TimeSpan ahead) =>
        answer with { Headers = new Dictionary<string, string> { ["Date"] = (DateTime.UtcNow + ahead).ToString("R", CultureInfo.InvariantCulture) } };
}
