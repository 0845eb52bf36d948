using AwsClients.AutoScaling;

namespace AwsClients.Tests.Session;

public sealed class AwsSessionTests
{
    [Fact]
    public async Task OpenAsync_KeysInEnvironment_CallsEveryService()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        using var session = await aws.OpenAsync(new AwsSessionOptions());

        var groups = await session.AutoScaling.DescribeAutoScalingGroupsAsync(
            new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = ["group"] }, cancellationToken);
        var instances = await session.Ec2.DescribeInstancesAsync(new(), cancellationToken);

        Assert.Equal("group", Assert.Single(groups.AutoScalingGroups).AutoScalingGroupName);
        Assert.Equal(aws.Simulator.AccountId, await session.TryGetAccountIdAsync(cancellationToken));
        Assert.NotNull(instances);
    }
}
