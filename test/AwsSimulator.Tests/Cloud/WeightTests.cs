namespace AwsSimulator.Tests.Cloud;

public sealed class WeightTests
{
    [Fact]
    public async Task DesiredCapacity_WithWeights_CountsUnits()
    {
        await using var cloud = await StartAsync(16);

        Assert.Equal(["m7i.large", "m7i.xlarge", "m7i.large"], cloud.Group.Instances.Select(instance => instance.InstanceType));
        var group = await cloud.AutoScalingAsync("DescribeAutoScalingGroups");
        Assert.Equal("16", group.Only("DesiredCapacity"));
        // The overrides of the policy come first, then the instances.
        Assert.Equal(["4", "8", "4", "8", "4"], group.All("WeightedCapacity"));
        Assert.Equal(["4", "8", "4"], (await cloud.AutoScalingAsync("DescribeAutoScalingInstances")).All("WeightedCapacity"));
    }

    [Fact]
    public async Task DesiredCapacity_LoweredWithinAnInstance_EndsNothing()
    {
        await using var cloud = await StartAsync(16);

        cloud.Group.DesiredCapacity = 13;
        Assert.Equal(3, cloud.Group.Instances.Count);
        cloud.Group.DesiredCapacity = 12;

        Assert.Equal(12, cloud.Group.Instances.Sum(instance => instance.Weight));
    }

    [Fact]
    public async Task Terminate_WithDecrement_LowersByTheWeight()
    {
        await using var cloud = await StartAsync(16);

        await cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup",
            ("InstanceId", cloud.Group.Instances[1].Id), ("ShouldDecrementDesiredCapacity", "true"));

        Assert.Equal((8, 2), (cloud.Group.DesiredCapacity, cloud.Group.Instances.Count));
    }

    private static Task<TestCloud> StartAsync(int desired) => TestCloud.StartAsync(group => group with
    {
        MaxSize = 40,
        DesiredCapacity = desired,
        NewInstancesProtectedFromScaleIn = false,
        WeightedTypes = [("m7i.large", 4), ("m7i.xlarge", 8)],
    });
}
