using System.Text.Json.Nodes;
using Fleeting.Protocol;
using Google.Protobuf;

namespace Functional.Matrix;

/// <summary>
/// The IAM policies that users have: those of 2023 and 2024 as they were printed, and each of them less one action. What works, what works
/// with a loss that the log names, and what is an error that names the action.
/// </summary>
public sealed class PolicyTests
{
    private const string Works = "works";

    [Theory]
    [InlineData("2023")]
    [InlineData("2024")]
    public async Task WholePolicy_EveryVerb_Works(string year)
    {
        await using var scene = await StartAsync(year, without: null);

        Assert.Equal([Works, Works, Works, Works], await RunEveryVerbAsync(scene));
        Assert.Equal(year == "2023" ? 1 : 0, (await scene.Plugin.EndedLogOfAsync("GroupPropertiesDenied")).Count);
    }

    //          policy, less this action                               Init    Increase  ConnectInfo  Decrease
    [Theory]
    [InlineData("2024", "autoscaling:DescribeAutoScalingGroups", "denied", "", "", "")]
    [InlineData("2024", "autoscaling:SetDesiredCapacity", Works, "denied", Works, Works)]
    [InlineData("2024", "autoscaling:TerminateInstanceInAutoScalingGroup", Works, Works, Works, "denied")]
    [InlineData("2024", "ec2:DescribeInstances", Works, Works, "denied", Works)]
    [InlineData("2024", "ec2-instance-connect:SendSSHPublicKey", Works, Works, "denied", Works)]
    [InlineData("2024", "ec2:GetPasswordData", Works, Works, Works, Works)]
    [InlineData("2023", "autoscaling:DescribeAutoScalingInstances", "denied", "", "", "")]
    [InlineData("2023", "autoscaling:SetDesiredCapacity", Works, "denied", Works, Works)]
    [InlineData("2023", "autoscaling:TerminateInstanceInAutoScalingGroup", Works, Works, Works, "denied")]
    [InlineData("2023", "ec2:DescribeInstances", Works, Works, "denied", Works)]
    [InlineData("2023", "ec2-instance-connect:SendSSHPublicKey", Works, Works, "denied", Works)]
    [InlineData("2023", "ec2:GetPasswordData", Works, Works, Works, Works)]
    public async Task PolicyLessOneAction_EachVerb_WorksOrNamesTheAction(
        string year, string without, string init, string increase, string connectInfo, string decrease)
    {
        await using var scene = await StartAsync(year, without);
        string[] expected = [.. new[] { init, increase, connectInfo, decrease }.TakeWhile(result => result.Length > 0)];

        var results = await RunEveryVerbAsync(scene);

        // Without either way to list the group, the one that a policy of today has is named.
        var named = without == "autoscaling:DescribeAutoScalingInstances" ? "autoscaling:DescribeAutoScalingGroups" : without;
        Assert.Equal(expected.Length, results.Count);
        foreach (var (expectedResult, result) in expected.Zip(results))
        {
            if (expectedResult == Works)
            {
                Assert.Equal(Works, result);
            }
            else
            {
                Assert.StartsWith("rpc error: code = PermissionDenied desc = could not ", result, StringComparison.Ordinal);
                Assert.Contains($"{named} is not allowed: ", result, StringComparison.Ordinal);
                Assert.Contains($"; allow {named} in the IAM policy of these credentials: it is needed to ", result, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2024")]
    public async Task PolicyLessGetPasswordData_Windows_NamesTheAction(string year)
    {
        using var folder = new PrivateFolder();
        var path = await KeyFiles.CreateAsync(folder, "rsa 2048", "PEM");
        await using var scene = await StartAsync(year, "ec2:GetPasswordData", platform: "windows");
        await scene.InitAsync(connector: new ConnectorConfig { Key = ByteString.CopyFrom(File.ReadAllBytes(path)) });

        var error = await scene.ErrorAsync(() => scene.ConnectInfoAsync(scene.Group.Instances[0].Id));

        Assert.Contains("ec2:GetPasswordData is not allowed: ", error, StringComparison.Ordinal);
        Assert.EndsWith("it is needed to log in to Windows instances", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2024")]
    public async Task Policy_InstanceOfAnotherGroup_GetsNoKey(string year)
    {
        await using var scene = await StartAsync(year, without: null);
        var others = scene.Aws.AddGroup(new() { Name = "others", DesiredCapacity = 1, Sshd = false });
        await scene.InitAsync();

        var error = await scene.ErrorAsync(() => scene.ConnectInfoAsync(others.Instances[0].Id));

        // The plugin refuses it by itself: what the policy would say is not even asked.
        Assert.StartsWith($"rpc error: code = NotFound desc = could not connect to {others.Instances[0].Id}: ", error, StringComparison.Ordinal);
        Assert.Equal(0, scene.Aws.Calls.Count("SendSSHPublicKey"));
    }

    /// <summary>One instance is there already, so that each verb can be tried whatever became of the one before.</summary>
    private static async Task<Scene> StartAsync(string year, string? without, string? platform = null)
    {
        var scene = await Scene.StartAsync(group => group with { DesiredCapacity = 1, Sshd = false, Platform = platform });
        await scene.Aws.WaitForAsync(() => scene.Group.Instances is [{ LifecycleState: "InService" }], TestContext.Current.CancellationToken);
        scene.Aws.Policy = Policy(year, scene, without);
        scene.Plugin.Expect("GroupPropertiesDenied");
        if (without == "ec2:DescribeInstances")
        {
            scene.Plugin.Expect("HealthPartlyUnknown");
        }

        return scene;
    }

    private static async Task<IReadOnlyList<string>> RunEveryVerbAsync(Scene scene)
    {
        var id = scene.Group.Instances[0].Id;
        var init = await TryAsync(scene, async () => Assert.Equal("aws/us-east-1/runners", (await scene.InitAsync()).Id));
        if (init != Works)
        {
            return [init];
        }

        Assert.Equal(State.Running, (await scene.UpdateAsync())[id]);
        await scene.HeartbeatAsync(id);
        return
        [
            init,
            await TryAsync(scene, async () => Assert.Equal(1u, await scene.IncreaseAsync(1))),
            await TryAsync(scene, async () => Assert.NotEmpty((await scene.ConnectInfoAsync(id)).Connector.Key)),
            await TryAsync(scene, async () => Assert.Equal([id], await scene.DecreaseAsync(id))),
        ];
    }

    private static async Task<string> TryAsync(Scene scene, Func<Task> verb)
    {
        try
        {
            await verb();
            return Works;
        }
        catch (Grpc.Core.RpcException e)
        {
            return await scene.ErrorAsync(() => throw e);
        }
    }

    private static string Policy(string year, Scene scene, string? without)
    {
        // Policies/2023.json is the seed's to the letter; 2024.json has DescribeAutoScalingGroups in place of DescribeAutoScalingInstances.
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Policies", $"{year}.json"))
            .Replace("YOUR_AUTOSCALING_GROUP_ARN", scene.Group.Arn, StringComparison.Ordinal)
            .Replace("YOUR_AUTOSCALING_GROUP_NAME", Scene.GroupName, StringComparison.Ordinal)
            .Replace("YOUR_AWS_REGION", scene.Aws.Region, StringComparison.Ordinal)
            .Replace("YOUR_AWS_ACCOUNT_ID", scene.Aws.AccountId, StringComparison.Ordinal);
        var policy = JsonNode.Parse(text)!;
        if (without is not null)
        {
            var removed = 0;
            foreach (var actions in policy["Statement"]!.AsArray().Select(statement => statement!["Action"]!.AsArray()))
            {
                removed += actions.RemoveAll(action => (string?)action == without);
            }

            Assert.Equal(1, removed);
        }

        return policy.ToJsonString();
    }
}
