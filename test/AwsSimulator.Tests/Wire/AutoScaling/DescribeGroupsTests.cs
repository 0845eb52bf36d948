using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Wire.AutoScaling;

public sealed class DescribeGroupsTests
{
    [Fact]
    public async Task Describe_OfThatName_ShowsSizesAndInstances()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { MinSize = 1, DesiredCapacity = 2, CapacityRebalance = true });

        var reply = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", "runners"));

        Assert.Equal(
            ("1", "5", "2", "true"),
            (reply.Only("MinSize"), reply.Only("MaxSize"), reply.Only("DesiredCapacity"), reply.Only("CapacityRebalance")));
        Assert.Equal(cloud.Group.Instances.Select(instance => instance.Id), reply.All("InstanceId"));
        Assert.Equal(["AZRebalance"], reply.All("ProcessName"));
        Assert.Equal(["Healthy", "Healthy"], reply.All("HealthStatus"));
    }

    [Fact]
    public async Task Describe_UnknownName_IsAnEmptyList()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", "nope"));

        Assert.Empty(reply.All("AutoScalingGroupName"));
        Assert.Equal(System.Net.HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Describe_SignedForAnotherRegion_IsAnEmptyList()
    {
        await using var cloud = await TestCloud.StartAsync();
        var elsewhere = new AwsCaller(cloud.Simulator.Endpoint, "eu-west-1", cloud.Simulator.AccessKeyId, cloud.Simulator.SecretAccessKey);

        var reply = await elsewhere.QueryAsync("autoscaling", "2011-01-01", "DescribeAutoScalingGroups");

        Assert.Empty(reply.All("AutoScalingGroupName"));
    }

    [Fact]
    public async Task Describe_IncludeInstancesFalse_LeavesThemOut()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var reply = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("IncludeInstances", "false"));

        Assert.Equal("runners", reply.Xml.Descendants().First(element => element.Name.LocalName == "AutoScalingGroupName").Value);
        Assert.Empty(reply.All("InstanceId"));
    }

    [Fact]
    public async Task Describe_MaxRecords_PagesThroughAll()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.AddGroup(new GroupSettings { Name = "other", Sshd = false });

        var first = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("MaxRecords", "1"));
        var second = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("MaxRecords", "1"), ("NextToken", first.Only("NextToken")));

        Assert.Equal(["other", "runners"], [first.Only("AutoScalingGroupName"), second.Only("AutoScalingGroupName")]);
        Assert.Empty(second.All("NextToken"));
    }

    [Fact]
    public async Task DescribeInstances_MoreThanFifty_ComeInPages()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { MaxSize = 60, DesiredCapacity = 60 });

        var first = await cloud.AutoScalingAsync("DescribeAutoScalingInstances");
        var second = await cloud.AutoScalingAsync("DescribeAutoScalingInstances", ("NextToken", first.Only("NextToken")));

        Assert.Equal((50, 10), (first.All("InstanceId").Count, second.All("InstanceId").Count));
        Assert.All(first.All("HealthStatus"), status => Assert.Equal("HEALTHY", status));
    }

    [Fact]
    public async Task DescribeInstances_ByIds_LeavesUnknownOut()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2 });

        var reply = await cloud.AutoScalingAsync(
            "DescribeAutoScalingInstances", ("InstanceIds.member.1", "i-0000000000000000f"), ("InstanceIds.member.2", cloud.First.Id));

        Assert.Equal([cloud.First.Id], reply.All("InstanceId"));
    }

    [Fact]
    public async Task Describe_BadToken_IsInvalidNextToken()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.AutoScalingAsync("DescribeAutoScalingGroups", ("NextToken", "x"));

        Assert.Equal("400 InvalidNextToken: The token 'x' is invalid.", reply.Error);
    }
}
