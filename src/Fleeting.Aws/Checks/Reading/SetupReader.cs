using Amazon.EC2.Model;
using AwsClients.AutoScaling;
using AwsClients.Session;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Reads what belongs to a group: what acts on it, what it launches, and where.</summary>
internal sealed class SetupReader(AwsSession session, GroupScope scope, FactCalls calls, AwsCalls awsCalls, TimeProvider time)
{
    private static readonly TimeSpan _launchesSince = TimeSpan.FromDays(1);

    public async Task<Facts> ReadAsync(Facts facts, CancellationToken cancellationToken)
    {
        if (facts.Group.Value is not { } group)
        {
            return facts.Group.Unread is { } why ? Blind(facts, $"the group could not be read: {why}") : facts;
        }

        var launch = ReadLaunchAsync(group, cancellationToken);
        var subnets = ReadSubnetsAsync(group, cancellationToken);
        var policies = ReadListAsync(
            CheckAction.DescribePolicies, "scaling policies",
            (token, end) => session.AutoScalingSetup.DescribePoliciesAsync(new() { AutoScalingGroupName = scope.Name, NextToken = token }, end),
            page => (page.ScalingPolicies, page.NextToken),
            cancellationToken);
        var schedules = ReadListAsync(
            CheckAction.DescribeScheduledActions, "scheduled actions",
            (token, end) => session.AutoScalingSetup.DescribeScheduledActionsAsync(new() { AutoScalingGroupName = scope.Name, NextToken = token }, end),
            page => (page.ScheduledUpdateGroupActions, page.NextToken),
            cancellationToken);
        var hooks = ReadListAsync(
            CheckAction.DescribeLifecycleHooks, "lifecycle hooks",
            (_, end) => session.AutoScalingSetup.DescribeLifecycleHooksAsync(new() { AutoScalingGroupName = scope.Name }, end),
            page => (page.LifecycleHooks, (string?)null),
            cancellationToken);
        var refreshes = ReadListAsync(
            CheckAction.DescribeInstanceRefreshes, "instance refreshes",
            (token, end) => session.AutoScalingSetup.DescribeInstanceRefreshesAsync(new() { AutoScalingGroupName = scope.Name, NextToken = token }, end),
            page => (page.InstanceRefreshes, page.NextToken),
            cancellationToken);
        var launches = calls.ReadAsync(
            AwsAction.DescribeScalingActivities,
            new ScalingActivityReader(scope, session.AutoScaling, awsCalls).ReadLaunchesAsync(time.GetUtcNow() - _launchesSince, cancellationToken));
        facts = facts with { Launch = await launch.ConfigureAwait(false), Subnets = await subnets.ConfigureAwait(false) };
        var image = ReadImageAsync(facts.Launch, cancellationToken);
        var securityGroups = ReadSecurityGroupsAsync(facts, cancellationToken);
        return facts with
        {
            Policies = await policies.ConfigureAwait(false),
            Schedules = await schedules.ConfigureAwait(false),
            Hooks = await hooks.ConfigureAwait(false),
            Refreshes = await refreshes.ConfigureAwait(false),
            Launches = await launches.ConfigureAwait(false),
            Image = await image.ConfigureAwait(false),
            SecurityGroups = await securityGroups.ConfigureAwait(false),
        };
    }

    private static Facts Blind(Facts facts, string why) => facts with
    {
        Launch = Fact<LaunchSettings>.NotRead(why),
        Image = Fact<Image>.NotRead(why),
        SecurityGroups = Fact<IReadOnlyList<SecurityGroup>>.NotRead(why),
        Subnets = Fact<IReadOnlyList<Subnet>>.NotRead(why),
        Policies = Fact<IReadOnlyList<ScalingPolicy>>.NotRead(why),
        Schedules = Fact<IReadOnlyList<ScheduledUpdateGroupAction>>.NotRead(why),
        Hooks = Fact<IReadOnlyList<LifecycleHook>>.NotRead(why),
        Refreshes = Fact<IReadOnlyList<InstanceRefresh>>.NotRead(why),
        Launches = Fact<Launches>.NotRead(why),
    };

    private Task<Fact<IReadOnlyList<T>>> ReadListAsync<T, TResponse>(
        AwsAction action,
        string what,
        Func<string?, CancellationToken, Task<TResponse>> page,
        Func<TResponse, (List<T> Items, string? Next)> read,
        CancellationToken cancellationToken) =>
        calls.ReadPagesAsync<T>(
            action, $"read the {what} of {scope}", async (token, end) => read(await page(token, end).ConfigureAwait(false)), cancellationToken);

    private async Task<Fact<LaunchSettings>> ReadLaunchAsync(AutoScalingGroup group, CancellationToken cancellationToken)
    {
        if (group.LaunchConfigurationName is { } configuration)
        {
            return await ReadLaunchConfigurationAsync(configuration, cancellationToken).ConfigureAwait(false);
        }

        var template = group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
        return template is null
            ? Fact<LaunchSettings>.NotRead("the group names neither a launch template nor a launch configuration")
            : await ReadLaunchTemplateAsync(template, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Fact<LaunchSettings>> ReadLaunchTemplateAsync(
        AwsClients.AutoScaling.LaunchTemplateSpecification template, CancellationToken cancellationToken)
    {
        var version = template.Version ?? "$Default";
        var source = $"launch template {template.LaunchTemplateName ?? template.LaunchTemplateId} version {version}";
        var request = new DescribeLaunchTemplateVersionsRequest
        {
            LaunchTemplateId = template.LaunchTemplateId,
            LaunchTemplateName = template.LaunchTemplateId is null ? template.LaunchTemplateName : null,
            Versions = [version],
        };
        var answer = await calls.ReadAsync(
            CheckAction.DescribeLaunchTemplateVersions, $"read {source}",
            end => session.Ec2Setup.DescribeLaunchTemplateVersionsAsync(request, end), cancellationToken).ConfigureAwait(false);
        if (answer.Value is null)
        {
            return answer.Absent is { } word ? Fact<LaunchSettings>.Missing($"{source}: {word}") : Fact<LaunchSettings>.NotRead(answer.Unread!);
        }

        if (answer.Value.LaunchTemplateVersions?.FirstOrDefault()?.LaunchTemplateData is not { } data)
        {
            return Fact<LaunchSettings>.Missing($"{source}: EC2 knows no such version");
        }

        var interfaces = data.NetworkInterfaces ?? [];
        return Fact<LaunchSettings>.Of(new LaunchSettings
        {
            Source = source,
            ImageId = data.ImageId ?? "",
            KeyName = data.KeyName ?? "",
            SecurityGroupIds = [.. (data.SecurityGroupIds ?? []).Concat(interfaces.SelectMany(i => i.Groups ?? [])).Distinct()],
            SecurityGroupNames = data.SecurityGroups ?? [],
        });
    }

    private async Task<Fact<LaunchSettings>> ReadLaunchConfigurationAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await calls.ReadAsync(
            CheckAction.DescribeLaunchConfigurations, $"read launch configuration {name}",
            end => session.AutoScalingSetup.DescribeLaunchConfigurationsAsync(new() { LaunchConfigurationNames = [name] }, end),
            cancellationToken).ConfigureAwait(false);
        if (answer.Value is null)
        {
            return Fact<LaunchSettings>.NotRead(answer.Unread ?? answer.Absent!);
        }

        return answer.Value.LaunchConfigurations.FirstOrDefault() is { } found
            ? Fact<LaunchSettings>.Of(new LaunchSettings
            {
                Source = $"launch configuration {name}",
                ImageId = found.ImageId ?? "",
                KeyName = found.KeyName ?? "",
                SecurityGroupIds = [.. found.SecurityGroups.Where(IsGroupId)],
                SecurityGroupNames = [.. found.SecurityGroups.Where(group => !IsGroupId(group))],
            })
            : Fact<LaunchSettings>.Missing($"there is no launch configuration {name}");
    }

    private async Task<Fact<Image>> ReadImageAsync(Fact<LaunchSettings> launch, CancellationToken cancellationToken)
    {
        if (launch.Value is not { } settings)
        {
            return Fact<Image>.NotRead(launch.Unread ?? "what the group launches from is not there");
        }

        if (settings.ImageId.Length == 0)
        {
            return Fact<Image>.Missing($"{settings.Source} names no image");
        }

        if (!settings.ImageId.StartsWith("ami-", StringComparison.Ordinal))
        {
            return Fact<Image>.NotRead($"{settings.Source} names the image as {settings.ImageId}, which is looked up at each launch");
        }

        var request = new DescribeImagesRequest { ImageIds = [settings.ImageId], IncludeDeprecated = true, IncludeDisabled = true };
        var answer = await calls.ReadAsync(
            CheckAction.DescribeImages, $"read image {settings.ImageId}",
            end => session.Ec2Setup.DescribeImagesAsync(request, end), cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            { Value.Images: [var image, ..] } => Fact<Image>.Of(image),
            { Unread: { } why } => Fact<Image>.NotRead(why),
            _ => Fact<Image>.Missing(answer.Absent ?? $"EC2 does not know the image {settings.ImageId}"),
        };
    }

    private async Task<Fact<IReadOnlyList<SecurityGroup>>> ReadSecurityGroupsAsync(Facts facts, CancellationToken cancellationToken)
    {
        if (facts.Launch.Value is not { } launch)
        {
            return Fact<IReadOnlyList<SecurityGroup>>.NotRead(facts.Launch.Unread ?? "what the group launches from is not there");
        }

        var request = new DescribeSecurityGroupsRequest();
        if (launch.SecurityGroupIds.Count > 0)
        {
            request.GroupIds = [.. launch.SecurityGroupIds];
        }
        else if (launch.SecurityGroupNames.Count > 0)
        {
            request.GroupNames = [.. launch.SecurityGroupNames];
        }
        else if (facts.Subnets.Value is [{ VpcId: { } vpc }, ..])
        {
            // An instance without a group of its own gets the default one of its VPC.
            request.Filters =
                [new Amazon.EC2.Model.Filter { Name = "vpc-id", Values = [vpc] }, new Amazon.EC2.Model.Filter { Name = "group-name", Values = ["default"] }];
        }
        else
        {
            return Fact<IReadOnlyList<SecurityGroup>>.NotRead($"{launch.Source} names no security group, and the VPC is not known");
        }

        return await calls.ReadPagesAsync<SecurityGroup>(
            CheckAction.DescribeSecurityGroups, $"read the security groups of {launch.Source}",
            async (token, end) =>
            {
                request.NextToken = token;
                var page = await session.Ec2Setup.DescribeSecurityGroupsAsync(request, end).ConfigureAwait(false);
                return (page.SecurityGroups ?? [], page.NextToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Fact<IReadOnlyList<Subnet>>> ReadSubnetsAsync(AutoScalingGroup group, CancellationToken cancellationToken)
    {
        var ids = (group.VPCZoneIdentifier ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ids.Length == 0
            ? Fact<IReadOnlyList<Subnet>>.NotRead("the group names zones and no subnets")
            : await calls.ReadPagesAsync<Subnet>(
                CheckAction.DescribeSubnets, $"read the subnets of {scope}",
                async (token, end) =>
                {
                    var page = await session.Ec2Setup.DescribeSubnetsAsync(new() { SubnetIds = [.. ids], NextToken = token }, end).ConfigureAwait(false);
                    return (page.Subnets ?? [], page.NextToken);
                },
                cancellationToken).ConfigureAwait(false);
    }

    private static bool IsGroupId(string group) => group.StartsWith("sg-", StringComparison.Ordinal);
}
