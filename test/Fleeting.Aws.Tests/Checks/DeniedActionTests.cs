using Fleeting.Aws.Checks;

namespace Fleeting.Aws.Tests.Checks;

/// <summary>What <c>check</c> makes of IAM actions that it may not call, its own and the plugin's.</summary>
public sealed class DeniedActionTests
{
    [Theory]
    [InlineData("autoscaling:DescribePolicies", "scaling-policies")]
    [InlineData("autoscaling:DescribeScheduledActions", "schedules")]
    [InlineData("autoscaling:DescribeLifecycleHooks", "lifecycle-hooks")]
    [InlineData("autoscaling:DescribeInstanceRefreshes", "instance-refresh")]
    [InlineData("ec2:DescribeLaunchTemplateVersions", "launch-template", "image", "platform", "username", "security-groups")]
    [InlineData("ec2:DescribeImages", "image", "platform", "username")]
    [InlineData("ec2:DescribeSecurityGroups", "security-groups")]
    [InlineData("ec2:DescribeSubnets", "subnets")]
    public async Task Check_ActionOfItsOwnDenied_IsNotCheckedAndNoMore(string action, params string[] checks)
    {
        await using var run = await CheckRun.StartAsync();
        run.Deny(action);

        var lines = await run.RunAsync();

        Assert.Equal(checks.Concat(CheckRun.NeverTried), lines.Where(line => line.Outcome != "well").Select(line => line.Name));
        Assert.All(checks, check => Assert.Equal(("not_checked", $"needs {action}"),
            lines.Where(line => line.Check == check).Select(line => (line.Outcome, line.Text)).Single()));
        Assert.Equal(CheckExitCode.AllWell, run.ExitCode);
    }

    [Fact]
    public async Task Check_LaunchConfigurationsDenied_IsNotChecked()
    {
        await using var run = await CheckRun.StartAsync(group => group with { Setup = new() { HasLaunchConfiguration = true } });
        Assert.Contains("launch configuration runners, image ami-", (await run.RunAsync()).Single(line => line.Check == "launch-template").Text,
            StringComparison.Ordinal);

        run.Deny("autoscaling:DescribeLaunchConfigurations");
        var line = (await run.RunAsync()).Single(line => line.Check == "launch-template");

        Assert.Equal(("not_checked", "needs autoscaling:DescribeLaunchConfigurations"), (line.Outcome, line.Text));
    }

    [Fact]
    public async Task Check_GroupsDenied_ChecksNoneOfItsSettingsAndSaysSoByExitCode2()
    {
        await using var run = await CheckRun.StartAsync();
        run.Deny("autoscaling:DescribeAutoScalingGroups");

        var lines = await run.RunAsync();

        foreach (var name in (string[])["group", "min-size", "max-size", "weights", "scale-in-protection", "az-rebalance", "launch", "terminate",
            "capacity-rebalance",
            "max-instance-lifetime", "warm-pool"])
        {
            var line = lines.Single(line => line.Check == name);
            Assert.Equal(("not_checked", "needs autoscaling:DescribeAutoScalingGroups"), (line.Outcome, line.Text));
        }

        Assert.Equal("the group could not be read: needs autoscaling:DescribeAutoScalingGroups", lines.Single(line => line.Check == "subnets").Text);
        Assert.Equal("warning", lines.Single(line => line.About == "autoscaling:DescribeAutoScalingGroups").Outcome);
        Assert.Equal(CheckExitCode.CouldNotLook, run.ExitCode);
    }

    [Theory]
    [InlineData("ec2:DescribeInstances", "wrong")]
    [InlineData("ec2:DescribeSpotInstanceRequests", "warning")]
    [InlineData("autoscaling:DescribeAutoScalingInstances", "well")]
    [InlineData("ec2:GetPasswordData", "well")]
    public async Task Check_ActionOfThePluginDenied_IsFoundByAnHarmlessTry(string action, string outcome)
    {
        await using var run = await CheckRun.StartAsync();
        run.Deny(action);

        var lines = await run.RunAsync();

        var line = lines.Single(line => line.Name == $"iam {action}");
        Assert.Equal(outcome, line.Outcome);
        Assert.Contains("not allowed", line.Text, StringComparison.Ordinal);
        Assert.Equal(outcome == "well" ? [] : [line], lines.Where(other => other.Outcome is "wrong" or "warning"));
        Assert.Equal(outcome == "wrong" ? CheckExitCode.SomethingWrong : CheckExitCode.AllWell, run.ExitCode);
    }

    [Fact]
    public async Task Check_ScalingActivitiesDenied_WarnsAndChecksNoLaunches()
    {
        await using var run = await CheckRun.StartAsync();
        run.Deny("autoscaling:DescribeScalingActivities");

        var lines = await run.RunAsync();

        Assert.Equal("needs autoscaling:DescribeScalingActivities", lines.Single(line => line.Check == "failed-launches").Text);
        Assert.Equal("iam autoscaling:DescribeScalingActivities", Assert.Single(lines, line => line.Outcome == "warning").Name);
    }
}
