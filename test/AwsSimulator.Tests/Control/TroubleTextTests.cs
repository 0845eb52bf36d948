using AwsSimulator.Control;
using AwsSimulator.Faults;

namespace AwsSimulator.Tests.Control;

public sealed class TroubleTextTests
{
    public static TheoryData<string, Fault> Faults => new()
    {
        { "*=Throttling", new Fault { Code = "Throttling" } },
        { "DescribeInstances=InvalidInstanceID.NotFound:404", new Fault { Action = "DescribeInstances", Code = "InvalidInstanceID.NotFound", Status = 404 } },
        { "SendSSHPublicKey=reset", new Fault { Action = "SendSSHPublicKey", Reset = true } },
        { "*=hang,times=2", new Fault { Hang = true, Times = 2 } },
        { "*=slow:6,after=3", new Fault { Latency = TimeSpan.FromSeconds(6), After = 3 } },
        { "*=InternalFailure,carried-out,times=1,message=a,b=c,times=9", new Fault { Code = "InternalFailure", CarriedOut = true, Times = 1, Message = "a,b=c,times=9" } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_IsWhatItsTextSays(string text, Fault expected)
    {
        var fault = TroubleText.Fault(text);

        Assert.Equal(expected with { Name = text, Times = text.Contains("times") ? expected.Times : null }, fault);
    }

    [Fact]
    public async Task Fault_WithARate_HitsThatPartOfTheCalls()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Faults.Add(TroubleText.Fault("GetCallerIdentity=Throttling,rate=0.3"));

        List<bool> hits = [];
        for (var call = 0; call < 200; call++)
        {
            hits.Add((await cloud.StsAsync("GetCallerIdentity")).Body.Contains("Throttling"));
        }

        Assert.InRange(hits.Count(hit => hit), 40, 80);
    }

    [Theory]
    [InlineData("Throttling", "a fault is ACTION=WHAT, not Throttling")]
    [InlineData("DescribeInstance=Throttling", "the simulator serves no action DescribeInstance; it serves DescribeAutoScalingGroups, ")]
    [InlineData("*=drop", "a call fails with an error code of AWS (such as Throttling or Throttling:503), reset, hang or slow:SECONDS, not drop")]
    [InlineData("*=", "a call fails with an error code of AWS (such as Throttling or Throttling:503), reset, hang or slow:SECONDS, not ")]
    [InlineData("*=slow", "a call fails with an error code of AWS (such as Throttling or Throttling:503), reset, hang or slow:SECONDS, not slow")]
    [InlineData("*=slow:long", "slow needs a whole number, not long")]
    [InlineData("*=Throttling:fast", "the status needs a whole number, not fast")]
    [InlineData("*=Throttling:200", "the status of an error is from 400 to 599, not 200")]
    [InlineData("*=hang,times=0", "times needs a number from 1 on, not 0")]
    [InlineData("*=hang,after=x", "after needs a whole number, not x")]
    [InlineData("*=hang,rate=0", "rate needs a number above 0 and up to 1, not 0")]
    [InlineData("*=hang,rate=1.5", "rate needs a number above 0 and up to 1, not 1.5")]
    [InlineData("*=hang,often", "unknown option of a fault: often; there are times=N, after=N, rate=R, carried-out, message=TEXT")]
    [InlineData("*=hang,message=x", "message goes with an error code only")]
    [InlineData("*=slow:1,carried-out", "a slow call is carried out anyway: leave carried-out out")]
    public void Fault_ThatIsNone_SaysWhatIsWrong(string text, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => TroubleText.Fault(text));

        Assert.StartsWith(expected, error.Message);
    }

    [Fact]
    public async Task Actions_AreServed()
    {
        await using var cloud = await TestCloud.StartAsync();
        string[] byPath = ["GetToken", "GetRegion", "GetAvailabilityZone", "GetIdentityDocument", "GetRoleName", "GetRoleCredentials", "GetContainerCredentials", "CreateToken"];

        foreach (var action in TroubleText.Actions.Except([.. byPath, "SendSSHPublicKey"]))
        {
            WireReply[] answers = [await cloud.AutoScalingAsync(action), await cloud.Ec2Async(action), await cloud.StsAsync(action)];

            Assert.Contains(answers, answer => !answer.Body.Contains("InvalidAction"));
        }
    }
}
