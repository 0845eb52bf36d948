using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime.Internal.Transform;
using AwsClients.Ec2;
using AwsClients.Transport;

namespace AwsClients.Tests.Ec2;

/// <summary>What is read of EC2's two large answers, against the SDK's own reading of the same bytes.</summary>
public sealed class AnswerTests
{
    private const string Instances =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
          <requestId>8f7724cf-496f-496e-8fe3-example</requestId>
          <reservationSet>
            <item>
              <groupSet><item><groupId>sg-1</groupId><groupName>not this</groupName></item></groupSet>
              <instancesSet>
                <item>
                  <instanceId>i-1</instanceId>
                  <instanceState><code>32</code><name>shutting-down</name></instanceState>
                  <stateReason><code>Server.Spot</code><message>Server.SpotInstanceTermination: gone &amp; over</message></stateReason>
                  <placement><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy></placement>
                  <privateIpAddress>10.0.0.1</privateIpAddress>
                  <ipAddress>54.194.252.215</ipAddress>
                  <ipv6Address>2001:db8::9</ipv6Address>
                  <architecture>arm64_mac</architecture>
                  <platform>windows</platform>
                  <spotInstanceRequestId>sir-1</spotInstanceRequestId>
                  <tagSet><item><key>name</key><value>running</value></item></tagSet>
                  <future><instanceId>i-no</instanceId></future>
                  <networkInterfaceSet>
                    <item>
                      <ipv6AddressesSet>
                        <item><ipv6Address>2001:db8::1</ipv6Address><isPrimaryIpv6>false</isPrimaryIpv6></item>
                        <item><isPrimaryIpv6>true</isPrimaryIpv6><ipv6Address>2001:db8::2</ipv6Address></item>
                      </ipv6AddressesSet>
                      <attachment><status>attached</status><deviceIndex>1</deviceIndex></attachment>
                      <privateIpAddress>10.9.9.9</privateIpAddress>
                    </item>
                    <item><attachment><deviceIndex>0</deviceIndex></attachment><ipv6AddressesSet/></item>
                  </networkInterfaceSet>
                </item>
                <item><instanceId>i-2</instanceId><placement/><instanceState/><stateReason/><networkInterfaceSet/></item>
              </instancesSet>
            </item>
            <item><reservationId>r-2</reservationId><instancesSet><item><instanceId>i-3</instanceId></item></instancesSet></item>
          </reservationSet>
          <nextToken>more</nextToken>
        </DescribeInstancesResponse>
        """;

    [Fact]
    public async Task DescribeInstances_EveryMember_IsReadAsTheSdkReadsIt()
    {
        var read = await ReadAsync(StubAnswer.Ok(Instances));

        Assert.Equal(
            [
                "i-1 arm64_mac Windows us-east-1a shutting-down [Server.SpotInstanceTermination: gone & over] 10.0.0.1 54.194.252.215 2001:db8::9 sir-1 "
                + "1(2001:db8::1 False)(2001:db8::2 True) 0",
                "i-2     []    ",
                "i-3     []    ",
            ],
            read);
        Assert.Equal(ReadBySdk(Instances), read);
    }

    [Fact]
    public async Task DescribeInstances_Recorded_IsReadAsTheSdkReadsIt()
    {
        var recorded = StubAnswer.Recorded("ec2-DescribeInstances.xml");

        var read = await ReadAsync(recorded);

        Assert.Equal("i-5419c961091cb485e x86_64  us-east-1a running [] 172.31.0.5 54.214.234.210   0", read[0]);
        Assert.Equal(ReadBySdk(recorded.Body), read);
    }

    [Fact]
    public async Task DescribeInstances_Page_HasTokenAndRequestId()
    {
        var answer = await CallAsync(StubAnswer.Ok(Instances), (ec2, token) => ec2.DescribeInstancesAsync(new(), token));

        Assert.Equal(("more", "8f7724cf-496f-496e-8fe3-example"), (answer.NextToken, answer.ResponseMetadata.RequestId));
    }

    [Fact]
    public async Task DescribeSpotInstanceRequests_EveryMember_IsRead()
    {
        const string Requests =
            """
            <DescribeSpotInstanceRequestsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>r</requestId>
              <spotInstanceRequestSet>
                <item>
                  <spotInstanceRequestId>sir-1</spotInstanceRequestId><state>active</state>
                  <status><message>The code</message><code>marked-for-termination</code><updateTime>2026-11-24T08:05:50.000Z</updateTime></status>
                  <launchSpecification><groupSet><item><code>no</code></item></groupSet></launchSpecification>
                </item>
                <item><spotInstanceRequestId>sir-2</spotInstanceRequestId></item>
              </spotInstanceRequestSet>
              <nextToken>more</nextToken>
            </DescribeSpotInstanceRequestsResponse>
            """;
        var answer = await CallAsync(StubAnswer.Ok(Requests), (ec2, token) => ec2.DescribeSpotInstanceRequestsAsync(new(), token));

        var read = Statuses(answer);
        Assert.Equal([("sir-1", "marked-for-termination"), ("sir-2", null)], read);
        Assert.Equal(("more", "r"), (answer.NextToken, answer.ResponseMetadata.RequestId));
        using var context = new EC2UnmarshallerContext(new MemoryStream(Encoding.UTF8.GetBytes(Requests)), false, null);
        Assert.Equal(
            Statuses((DescribeSpotInstanceRequestsResponse)DescribeSpotInstanceRequestsResponseUnmarshaller.Instance.Unmarshall(context)), read);
    }

    [Fact]
    public async Task DescribeInstances_Nothing_IsEmpty()
    {
        var answer = await CallAsync(
            StubAnswer.Ok("<DescribeInstancesResponse><requestId>r</requestId><reservationSet/></DescribeInstancesResponse>"),
            (ec2, token) => ec2.DescribeInstancesAsync(new(), token));

        Assert.Empty(answer.Reservations);
        Assert.Null(answer.NextToken);
    }

    [Fact]
    public async Task DescribeInstances_AnotherOperationsAnswer_IsNoAnswer()
    {
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => CallAsync(
            StubAnswer.Ok("<DescribeImagesResponse><requestId>r</requestId><imagesSet/></DescribeImagesResponse>"),
            (ec2, token) => ec2.DescribeInstancesAsync(new(), token)));

        Assert.StartsWith("could not read the answer to DescribeInstances at ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeInstances_UnknownId_IsEc2sError()
    {
        var refusal = new StubAnswer(
            400,
            """
            <Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID 'i-9' does not exist</Message></Error></Errors>
            <RequestID>r-9</RequestID></Response>
            """);

        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => CallAsync(refusal, (ec2, token) => ec2.DescribeInstancesAsync(new(), token)));

        Assert.Equal(("InvalidInstanceID.NotFound", "The instance ID 'i-9' does not exist", "r-9"), (error.ErrorCode, error.Message, error.RequestId));
    }

    private static async Task<List<string>> ReadAsync(StubAnswer answer) =>
        Read(await CallAsync(answer, (ec2, token) => ec2.DescribeInstancesAsync(new(), token)));

    private static List<string> ReadBySdk(string answer)
    {
        using var context = new EC2UnmarshallerContext(new MemoryStream(Encoding.UTF8.GetBytes(answer)), false, null);
        return Read((DescribeInstancesResponse)DescribeInstancesResponseUnmarshaller.Instance.Unmarshall(context));
    }

    private static List<string> Read(DescribeInstancesResponse response) => [.. response.Reservations.SelectMany(r => r.Instances).Select(Read)];

    private static string Read(Instance i) =>
        $"{i.InstanceId} {i.Architecture} {i.Platform} {i.Placement?.AvailabilityZone} {i.State?.Name} [{i.StateReason?.Message}] {i.PrivateIpAddress} "
        + $"{i.PublicIpAddress} {i.Ipv6Address} {i.SpotInstanceRequestId}{string.Concat((i.NetworkInterfaces ?? []).Select(Read))}";

    private static string Read(InstanceNetworkInterface i) =>
        $" {i.Attachment?.DeviceIndex}{string.Concat((i.Ipv6Addresses ?? []).Select(a => $"({a.Ipv6Address} {a.IsPrimaryIpv6})"))}";

    private static List<(string, string?)> Statuses(DescribeSpotInstanceRequestsResponse response) =>
        [.. response.SpotInstanceRequests.Select(r => (r.SpotInstanceRequestId, r.Status?.Code))];

    private static async Task<T> CallAsync<T>(StubAnswer answer, Func<IEc2, CancellationToken, Task<T>> call)
    {
        await using var stub = await StubAws.StartAsync(_ => answer);
        using var session = await StubSession.OpenAsync(stub);
        return await call(session.Ec2, TestContext.Current.CancellationToken);
    }
}
