namespace AwsSimulator.Tests.Wire;

/// <summary>The simulator's Auto Scaling held against AWS's own model of it.</summary>
public sealed class ServiceModelTests
{
    [Theory]
    [InlineData("DescribeAutoScalingGroups")]
    [InlineData("DescribeAutoScalingInstances")]
    [InlineData("DescribeScalingActivities")]
    [InlineData("DescribePolicies")]
    [InlineData("DescribeScheduledActions")]
    [InlineData("DescribeLaunchConfigurations")]
    [InlineData("DescribeLifecycleHooks", "AutoScalingGroupName")]
    [InlineData("DescribeInstanceRefreshes", "AutoScalingGroupName")]
    public async Task Answer_ToADescribe_FollowsTheModel(string operation, params string[] withGroup)
    {
        await using var cloud = await StartAsync();

        Assert.Equal("", await DeparturesAsync(cloud, operation, [.. withGroup.Select(parameter => (parameter, "runners"))]));
    }

    [Fact]
    public async Task Answer_ToATermination_FollowsTheModel()
    {
        await using var cloud = await StartAsync();
        const string Terminate = "TerminateInstanceInAutoScalingGroup";
        (string, string) decrement = ("ShouldDecrementDesiredCapacity", "true");

        Assert.Equal("", await DeparturesAsync(cloud, Terminate, ("InstanceId", cloud.First.Id), decrement));
        Assert.Equal("", await DeparturesAsync(
            cloud, Terminate, ("InstanceIds.member.1", cloud.First.Id), ("AutoScalingGroupName", "runners"), decrement));
    }

    private static Task<TestCloud> StartAsync() => TestCloud.StartAsync(group => group with
    {
        DesiredCapacity = 3,
        Tags = new Dictionary<string, string> { ["team"] = "ci" },
        Setup = new()
        {
            Policies = [new("cpu")],
            ScheduledActions = ["night"],
            LifecycleHooks = [new("boot")],
            InstanceRefreshes = ["InProgress"],
            WarmPoolState = "Stopped",
            MaxInstanceLifetime = 86400,
            HasLaunchConfiguration = true,
        },
    });

    private static async Task<string> DeparturesAsync(TestCloud cloud, string operation, params (string, string)[] parameters)
    {
        var model = new ServiceModel("autoscaling-2011-01-01.service-2.json");
        return string.Join('\n', model.Departures(operation, (await cloud.AutoScalingAsync(operation, parameters)).Xml));
    }
}
