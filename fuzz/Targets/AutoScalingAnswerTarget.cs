using System.Text.Json;
using Amazon.Runtime;
using AwsClients.AutoScaling.Wire;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>The XML of each operation of Auto Scaling, errors included: what is read is the same when it is written and read again.</summary>
internal static class AutoScalingAnswerTarget
{
    private static readonly CannedAws _aws = CannedAws.Create();
    private static readonly Dictionary<string, Func<Task<object>>> _operations = Operations(_aws.Clients.AutoScaling(CannedAws.Credentials));

    public static Target Target { get; } = new("autoscaling-answer", Run)
    {
        Words =
        [
            .. _operations.Keys, "Response>", "Result>", "<member>", "</member>", "<AutoScalingGroups>", "<Instances>", "<Activities>", "<Activity>",
            "<MixedInstancesPolicy>", "<LaunchTemplate>", "<Overrides>", "<WeightedCapacity>", "<NextToken>", "<StartTime>",
            "<ErrorResponse>", "<Error>", "<Code>", "<Message>", "<RequestId>", " 400\n", " 500\n", " 503\n", "<![CDATA[", "]]>", "<!--", "-->",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#x10;", "xmlns=\"\"", "2024-01-01T00:00:00Z", "2147483648", "true", "/>",
        ],
    };

    private static Dictionary<string, Func<Task<object>>> Operations(AmazonAutoScalingClient client) => new()
    {
        ["DescribeAutoScalingGroups"] = async () => await client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None),
        ["DescribeAutoScalingInstances"] = async () => await client.DescribeAutoScalingInstancesAsync(new(), CancellationToken.None),
        ["DescribeScalingActivities"] = async () => await client.DescribeScalingActivitiesAsync(new(), CancellationToken.None),
        ["SetDesiredCapacity"] = async () => await client.SetDesiredCapacityAsync(new(), CancellationToken.None),
        ["TerminateInstanceInAutoScalingGroup"] = async () => await client.TerminateInstanceInAutoScalingGroupAsync(new(), CancellationToken.None),
    };

    private static void Run(byte[] input)
    {
        if (_aws.Call(input, _operations) is not AmazonWebServiceResponse answer)
        {
            return;
        }

        var name = answer.GetType().Name[..^"Response".Length];
        var again = _aws.Call(AnswerXml.Of(name, answer), name, _operations[name]) ?? throw new OracleException($"{name}: what was written is not read");
        Oracle.Same(Text(answer), Text((AmazonWebServiceResponse)again), name);
    }

    // What the answer's own type declares, and not what the SDK adds, as the length.
    private static string Text(AmazonWebServiceResponse answer) => JsonSerializer.Serialize(
        answer.GetType().GetProperties().Where(property => property.DeclaringType == answer.GetType())
            .ToDictionary(property => property.Name, property => property.GetValue(answer)),
        AnswerXml.Json);
}
