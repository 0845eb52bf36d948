namespace AwsSimulator.Tests.Control;

/// <summary>What AWS shows of each option of the setup.</summary>
public sealed class SetupOptionsTests
{
    [Theory]
    [InlineData("--suspend Launch", "autoscaling DescribeAutoScalingGroups", "<ProcessName>Launch</ProcessName>")]
    [InlineData("--no-scale-in-protection", "autoscaling DescribeAutoScalingGroups", "<NewInstancesProtectedFromScaleIn>false<")]
    [InlineData("--capacity-rebalance", "autoscaling DescribeAutoScalingGroups", "<CapacityRebalance>true<")]
    [InlineData("--max-instance-lifetime 86400", "autoscaling DescribeAutoScalingGroups", "<MaxInstanceLifetime>86400<")]
    [InlineData("--warm-pool Stopped", "autoscaling DescribeAutoScalingGroups", "<PoolState>Stopped<")]
    [InlineData("--deleting", "autoscaling DescribeAutoScalingGroups", "<Status>Delete in progress<")]
    [InlineData("--scaling-policy cpu", "autoscaling DescribePolicies", "<PolicyName>cpu<")]
    [InlineData("--scaling-policy cpu --scaling-policy net", "autoscaling DescribePolicies", "<PolicyName>net<")]
    [InlineData("--schedule night", "autoscaling DescribeScheduledActions", "<ScheduledActionName>night<")]
    [InlineData("--schedule night --schedule day", "autoscaling DescribeScheduledActions", "<ScheduledActionName>day<")]
    [InlineData("--lifecycle-hook boot", "autoscaling DescribeLifecycleHooks", "<LifecycleHookName>boot<")]
    [InlineData("--instance-refresh", "autoscaling DescribeInstanceRefreshes", "<Status>InProgress<")]
    [InlineData("--no-launch-template", "ec2 DescribeLaunchTemplateVersions", "InvalidLaunchTemplateId.NotFound")]
    [InlineData("--no-image", "ec2 DescribeImages", "InvalidAMIID.NotFound")]
    [InlineData("--no-ingress", "ec2 DescribeSecurityGroups", "<ipPermissions />")]
    [InlineData("--ipv6-subnet", "ec2 DescribeSubnets", "<ipv6Native>true<")]
    public async Task Option_IsSeenByAws(string options, string call, string expected)
    {
        await using var cloud = await ControlCloud.StartAsync();
        var before = (await CallAsync(cloud, call)).Body;

        await cloud.DoAsync("PUT /setup", options);

        Assert.DoesNotContain(expected, before);
        Assert.Contains(expected, (await CallAsync(cloud, call)).Body);
    }

    [Fact]
    public async Task AzRebalance_IsNotSuspended()
    {
        await using var cloud = await ControlCloud.StartAsync();

        await cloud.DoAsync("PUT /setup", "--az-rebalance");

        Assert.Empty((await cloud.DescribeGroupAsync()).All("ProcessName"));
    }

    private static Task<WireReply> CallAsync(ControlCloud cloud, string call)
    {
        var group = cloud.Aws.Group;
        return call.Split(' ') switch
        {
            ["autoscaling", "DescribeAutoScalingGroups"] => cloud.DescribeGroupAsync(),
            ["autoscaling", var action] => cloud.Aws.AutoScalingAsync(action, ("AutoScalingGroupName", "runners")),
            ["ec2", "DescribeLaunchTemplateVersions"] => cloud.Aws.Ec2Async("DescribeLaunchTemplateVersions", ("LaunchTemplateId", group.LaunchTemplateId), ("LaunchTemplateVersion.1", "1")),
            ["ec2", "DescribeImages"] => cloud.Aws.Ec2Async("DescribeImages", ("ImageId.1", group.ImageId)),
            [_, var action] => cloud.Aws.Ec2Async(action),
            _ => throw new ArgumentException(call),
        };
    }
}
