using AwsClients.Session;
using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

/// <summary>Answers that are none of AWS's, to each kind of client: a proxy's or portal's page, half of an answer.</summary>
public sealed class ForeignAnswerTests
{
    private const string Html = "<!DOCTYPE html><html><body>sesame</body></html>";
    private const string Settings = "check the proxy (HTTPS_PROXY, NO_PROXY) and endpoint (AWS_ENDPOINT_URL, endpoint_url) settings";

    private static readonly string[] _services = ["autoscaling", "ec2", "instance connect"];

    public static TheoryData<string, int, string, int, string> Pages
    {
        get
        {
            var data = new TheoryData<string, int, string, int, string>();
            foreach (var service in _services)
            {
                data.Add(service, 200, "text/html", 3, "HTTP status 200, text/html: it is none of AWS's, something else answers; ");
                data.Add(service, 301, "text/html", 1, "HTTP status 301 and no AWS error (text/html): it sends elsewhere (portal.example), which AWS does not; ");
                data.Add(service, 400, "text/html", 1, "HTTP status 400 and no AWS error (text/html): something else answers; ");
                data.Add(service, 403, "text/html", 1, "HTTP status 403 and no AWS error (text/html): a proxy or firewall refuses, not IAM; ");
                data.Add(service, 404, "text/html", 1, "HTTP status 404 and no AWS error (text/html): what answers is not this service; ");
                data.Add(service, 502, "text/html", 3, "HTTP status 502 and no AWS error (text/html): a gateway before AWS, or AWS itself, fails; ");
            }

            return data;
        }
    }

    public static TheoryData<string, int, string> Halves
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var status in (int[])[200, 400, 403, 500])
            {
                data.Add("autoscaling", status, "<DescribeAutoScalingGroupsResponse><Err");
                data.Add("ec2", status, "<DescribeInstancesResponse><reservationSet><ite");
                data.Add("instance connect", status, """{"__type":"Ser""");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Call_AnotherAnswers_NamesThePlaceTheStatusAndWhatToDo(string service, int status, string type, int attempts, string told)
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(status, Html)
        {
            ContentType = type,
            Headers = status == 301 ? new Dictionary<string, string> { ["Location"] = "http://portal.example/login" } : [],
        });
        using var session = await StubSession.OpenAsync(stub);

        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(session, service));

        Assert.Contains($" at {new Uri(stub.Url).Authority}: {told}{Settings}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error.Message, StringComparison.Ordinal);
        Assert.Equal(attempts, stub.Requests.Count);
    }

    [Fact]
    public async Task Call_ProxyWantsAPassword_SaysHowToGiveIt()
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(407, Html) { ContentType = "text/html" });
        using var session = await StubSession.OpenAsync(stub);

        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(session, "autoscaling"));

        Assert.EndsWith(
            "HTTP status 407 and no AWS error (text/html): the proxy wants a user and password; give them as "
            + "HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
            error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public async Task Call_HalfAnAnswer_IsTriedAgain(string service, int status, string half)
    {
        var count = 0;
        await using var stub = await StubAws.StartAsync(_ =>
            Interlocked.Increment(ref count) < 3 ? Typed(service, new StubAnswer(status, half)) : Typed(service, Whole(service)));
        using var session = await StubSession.OpenAsync(stub);

        await CallAsync(session, service);

        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public async Task Call_HalfAnAnswerAlways_SaysSo(string service, int status, string half)
    {
        await using var stub = await StubAws.StartAsync(_ => Typed(service, new StubAnswer(status, half)));
        using var session = await StubSession.OpenAsync(stub);

        var error = await Assert.ThrowsAnyAsync<NoAnswerException>(() => CallAsync(session, service));

        Assert.Contains($"HTTP status {status}", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, stub.Requests.Count);
    }

    private static Task CallAsync(AwsSession session, string service) => service switch
    {
        "ec2" => session.Ec2.DescribeInstancesAsync(new(), TestContext.Current.CancellationToken),
        "instance connect" => session.InstanceConnect.SendSSHPublicKeyAsync(new(), TestContext.Current.CancellationToken),
        _ => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken),
    };

    private static StubAnswer Whole(string service) => service switch
    {
        "ec2" => StubAnswer.Ok("<DescribeInstancesResponse><requestId>r</requestId><reservationSet/></DescribeInstancesResponse>"),
        "instance connect" => StubAnswer.Recorded("ec2-instance-connect-SendSSHPublicKey.json"),
        _ => StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"),
    };

    private static StubAnswer Typed(string service, StubAnswer answer) =>
        answer with { ContentType = service == "instance connect" ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8" };
}
