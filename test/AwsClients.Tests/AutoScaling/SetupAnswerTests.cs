using AwsClients.AutoScaling;

namespace AwsClients.Tests.AutoScaling;

/// <summary>Answers in the shape of AWS's model, read by the calls that tell how a group is set up.</summary>
public sealed class SetupAnswerTests
{
    [Fact]
    public async Task DescribePolicies_EveryMember_IsRead()
    {
        var answer = await CallAsync(
            "DescribePolicies",
            "<ScalingPolicies><member><PolicyName>cpu</PolicyName><PolicyType>StepScaling</PolicyType><Enabled>false</Enabled>"
            + "<Alarms><member/></Alarms></member></ScalingPolicies>"
            + "<NextToken>next</NextToken>",
            (setup, end) => setup.DescribePoliciesAsync(new(), end));

        var policy = Assert.Single(answer.ScalingPolicies);
        Assert.Equal(("cpu", "StepScaling", false, "next"), (policy.PolicyName, policy.PolicyType, policy.Enabled, answer.NextToken));
    }

    [Fact]
    public async Task DescribeScheduledActions_EveryMember_IsRead()
    {
        var answer = await CallAsync(
            "DescribeScheduledActions",
            "<ScheduledUpdateGroupActions><member><ScheduledActionName>night</ScheduledActionName><StartTime>2026-12-01T18:00:00Z</StartTime>"
            + "<Recurrence>0 18 * * *</Recurrence></member></ScheduledUpdateGroupActions>",
            (setup, end) => setup.DescribeScheduledActionsAsync(new(), end));

        var action = Assert.Single(answer.ScheduledUpdateGroupActions);
        Assert.Equal(
            ("night", new DateTime(2026, 12, 1, 18, 0, 0, DateTimeKind.Utc), "0 18 * * *"), (action.ScheduledActionName, action.StartTime, action.Recurrence));
    }

    [Fact]
    public async Task DescribeLifecycleHooks_EveryMember_IsRead()
    {
        var answer = await CallAsync(
            "DescribeLifecycleHooks",
            "<LifecycleHooks><member><LifecycleHookName>boot</LifecycleHookName><LifecycleTransition>autoscaling:EC2_INSTANCE_LAUNCHING</LifecycleTransition>"
            + "<HeartbeatTimeout>3600</HeartbeatTimeout><GlobalTimeout>172800</GlobalTimeout><DefaultResult>ABANDON</DefaultResult></member></LifecycleHooks>",
            (setup, end) => setup.DescribeLifecycleHooksAsync(new(), end));

        var hook = Assert.Single(answer.LifecycleHooks);
        Assert.Equal(
            ("boot", "autoscaling:EC2_INSTANCE_LAUNCHING", 3600, "ABANDON"),
            (hook.LifecycleHookName, hook.LifecycleTransition, hook.HeartbeatTimeout, hook.DefaultResult));
    }

    [Fact]
    public async Task DescribeInstanceRefreshes_EveryMember_IsRead()
    {
        var answer = await CallAsync(
            "DescribeInstanceRefreshes",
            "<InstanceRefreshes><member><InstanceRefreshId>r</InstanceRefreshId><Status>Baking</Status>"
            + "<PercentageComplete>40</PercentageComplete></member></InstanceRefreshes>",
            (setup, end) => setup.DescribeInstanceRefreshesAsync(new(), end));

        var refresh = Assert.Single(answer.InstanceRefreshes);
        Assert.Equal(("r", "Baking", 40), (refresh.InstanceRefreshId, refresh.Status, refresh.PercentageComplete));
    }

    [Fact]
    public async Task DescribeLaunchConfigurations_EveryMember_IsRead()
    {
        var answer = await CallAsync(
            "DescribeLaunchConfigurations",
            "<LaunchConfigurations><member><LaunchConfigurationName>lc</LaunchConfigurationName><ImageId>ami-1</ImageId><KeyName>ours</KeyName>"
            + "<SecurityGroups><member>sg-1</member><member>sg-2</member></SecurityGroups></member></LaunchConfigurations>",
            (setup, end) => setup.DescribeLaunchConfigurationsAsync(new(), end));

        var found = Assert.Single(answer.LaunchConfigurations);
        Assert.Equal(("lc", "ami-1", "ours"), (found.LaunchConfigurationName, found.ImageId, found.KeyName));
        Assert.Equal(["sg-1", "sg-2"], found.SecurityGroups);
    }

    [Fact]
    public async Task DescribeAutoScalingGroups_WhatItLaunches_IsRead()
    {
        const string Specification = "<LaunchTemplateId>lt-1</LaunchTemplateId><LaunchTemplateName>t</LaunchTemplateName><Version>$Latest</Version>";
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(
            "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups><member>"
            + $"<LaunchTemplate>{Specification}</LaunchTemplate><LaunchConfigurationName>lc</LaunchConfigurationName>"
            + "<VPCZoneIdentifier>subnet-1,subnet-2</VPCZoneIdentifier>"
            + "<MaxInstanceLifetime>86400</MaxInstanceLifetime>"
            + "<WarmPoolConfiguration><MinSize>1</MinSize><PoolState>Stopped</PoolState><Status>PendingDelete</Status></WarmPoolConfiguration>"
            + $"<MixedInstancesPolicy><LaunchTemplate><LaunchTemplateSpecification>{Specification}</LaunchTemplateSpecification>"
            + "</LaunchTemplate></MixedInstancesPolicy>"
            + "</member></AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>"));
        using var session = await StubSession.OpenAsync(stub);

        var group = Assert.Single((await session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken)).AutoScalingGroups);

        Assert.Equal(("lc", "subnet-1,subnet-2", 86400), (group.LaunchConfigurationName, group.VPCZoneIdentifier, group.MaxInstanceLifetime));
        var pool = group.WarmPoolConfiguration!;
        Assert.Equal((1, "Stopped", "PendingDelete"), (pool.MinSize, pool.PoolState, pool.Status));
        var ofTypes = group.MixedInstancesPolicy!.LaunchTemplate!.LaunchTemplateSpecification;
        foreach (var template in (LaunchTemplateSpecification?[])[group.LaunchTemplate, ofTypes])
        {
            Assert.Equal(("lt-1", "t", "$Latest"), (template!.LaunchTemplateId, template.LaunchTemplateName, template.Version));
        }
    }

    [Fact]
    public async Task DescribeAutoScalingGroupsIn_AnotherRegion_IsSignedForIt()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups-none.xml"));
        using var session = await StubSession.OpenAsync(stub);

        await session.DescribeAutoScalingGroupsInAsync("eu-west-1", new(), TestContext.Current.CancellationToken);

        Assert.Contains("/eu-west-1/autoscaling/aws4_request", stub.Requests.Single().Headers["Authorization"], StringComparison.Ordinal);
    }

    private static async Task<T> CallAsync<T>(string operation, string result, Func<IAutoScalingSetup, CancellationToken, Task<T>> call)
    {
        var body = $"<{operation}Response><{operation}Result>{result}</{operation}Result></{operation}Response>";
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(body));
        using var session = await StubSession.OpenAsync(stub);
        return await call(session.AutoScalingSetup, TestContext.Current.CancellationToken);
    }
}
