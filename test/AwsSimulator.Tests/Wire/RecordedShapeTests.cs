using System.Xml.Linq;

namespace AwsSimulator.Tests.Wire;

/// <summary>
/// The simulator's answers against those of another emulator (Recorded/ORIGIN.md): each has every element that the other has.
/// </summary>
public sealed class RecordedShapeTests
{
    private const string Group = "heldout";

    // What the other emulator sends and AWS does not: the end of an activity in progress; the size of a policy that was not given; why a
    // running instance stopped; a network feature that only instance types before Nitro have.
    private static readonly string[] _notOfAws =
        ["Activity/EndTime", "PackedPolicySize", "stateReason", "stateReason/code", "stateReason/message", "sriovNetSupport"];

    [Theory]
    [InlineData("autoscaling-DescribeAutoScalingGroups")]
    [InlineData("autoscaling-DescribeAutoScalingGroups-none")]
    [InlineData("autoscaling-DescribeAutoScalingInstances")]
    [InlineData("autoscaling-DescribeScalingActivities")]
    [InlineData("autoscaling-SetDesiredCapacity")]
    [InlineData("autoscaling-TerminateInstanceInAutoScalingGroup")]
    [InlineData("ec2-DescribeInstances")]
    [InlineData("ec2-DescribeInstances-error-not-found")]
    [InlineData("ec2-DescribeSpotInstanceRequests")]
    [InlineData("ec2-GetPasswordData-error")]
    [InlineData("sts-AssumeRole")]
    [InlineData("sts-GetCallerIdentity")]
    public async Task Answer_ToTheRecordedRequest_HasEveryRecordedElement(string name)
    {
        await using var cloud = await StartAsync();
        var recorded = RecordedAnswer.Read(name + ".xml");

        var ours = await ReplayAsync(cloud, recorded);

        Assert.Equal(recorded.Status, (int)ours.Status);
        var missing = Paths(XDocument.Parse(recorded.Body).Root!).Except(Paths(ours.Xml))
            .Where(path => !_notOfAws.Any(known => path.EndsWith("/" + known, StringComparison.Ordinal)));
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public async Task SendSshPublicKey_LikeTheRecorded_HasItsMembers()
    {
        await using var cloud = await StartAsync();
        var recorded = RecordedAnswer.Read("ec2-instance-connect-SendSSHPublicKey.json");

        var ours = await cloud.SendKeyAsync(cloud.Simulator.Groups[Group].Instances[0].Id, "ec2-user", OpenSshKey.Ed25519, "us-east-1a");

        var expected = System.Text.Json.Nodes.JsonNode.Parse(recorded.Body)!.AsObject().Select(member => member.Key).Order();
        Assert.Equal(expected, ours.Json.AsObject().Select(member => member.Key).Order());
    }

    private static Task<TestCloud> StartAsync() => TestCloud.StartAsync(
        group => group with { Name = Group, MaxSize = 20, DesiredCapacity = 3, KeyPairName = "key" },
        simulator => simulator);

    /// <summary>The same request, with the ids of our instances and a role that exists.</summary>
    private static Task<WireReply> ReplayAsync(TestCloud cloud, RecordedAnswer recorded)
    {
        var ids = new Queue<string>(cloud.Simulator.Groups[Group].Instances.Select(instance => instance.Id));
        var parameters = recorded.Parameters.Where(pair => pair.Key is not ("Action" or "Version")).Select(pair => (pair.Key, pair switch
        {
            { Value: "i-00000000000000000" } => pair.Value,
            { Value: var value } when value.StartsWith("i-", StringComparison.Ordinal) => ids.Dequeue(),
            { Key: "RoleArn" } => "arn:aws:iam::123456789012:role/runner-role",
            _ => pair.Value,
        }));
        return cloud.Caller.QueryAsync(recorded.Service, recorded.Parameters["Version"], recorded.Parameters["Action"], [.. parameters]);
    }

    private static HashSet<string> Paths(XElement root) =>
    [
        .. root.DescendantsAndSelf().Select(element =>
            string.Join('/', element.AncestorsAndSelf().Reverse().Select(ancestor => ancestor.Name.LocalName))),
    ];
}
