using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>What belongs to a group: policies, scheduled actions, hooks, refreshes, launch configurations.</summary>
internal sealed class DescribeSetup(CloudState cloud, XmlTree xml, Place place)
{
    private static readonly DateTimeOffset _tonight = new(2026, 12, 1, 18, 0, 0, TimeSpan.Zero);

    public IEnumerable<object?> Policies(AwsRequest request) =>
        List(request, "ScalingPolicies", OfOneOrAll(request).SelectMany(group => group.Setup.Policies.Select(policy => (object?[])
        [
            xml.Node("AutoScalingGroupName", group.Name),
            xml.Node("PolicyName", policy.Name),
            xml.Node("PolicyARN", Arn(group, "scalingPolicy", $"policyName/{policy.Name}")),
            xml.Node("PolicyType", "TargetTrackingScaling"),
            xml.Node("StepAdjustments"),
            xml.Node("Alarms"),
            xml.Node("Enabled", policy.Enabled),
        ])));

    public IEnumerable<object?> ScheduledActions(AwsRequest request) =>
        List(request, "ScheduledUpdateGroupActions", OfOneOrAll(request).SelectMany(group => group.Setup.ScheduledActions.Select(name => (object?[])
        [
            xml.Node("AutoScalingGroupName", group.Name),
            xml.Node("ScheduledActionName", name),
            xml.Node("ScheduledActionARN", Arn(group, "scheduledUpdateGroupAction", $"scheduledActionName/{name}")),
            xml.Node("Time", XmlTree.Time(_tonight)),
            xml.Node("StartTime", XmlTree.Time(_tonight)),
            xml.Node("Recurrence", "0 18 * * *"),
            xml.Node("DesiredCapacity", 0),
        ])));

    public IEnumerable<object?> LifecycleHooks(AwsRequest request)
    {
        var group = Required(request);
        return
        [
            xml.Nodes("LifecycleHooks", "member", group.Setup.LifecycleHooks.Select(hook => (object?[])
            [
                xml.Node("LifecycleHookName", hook.Name),
                xml.Node("AutoScalingGroupName", group.Name),
                xml.Node("LifecycleTransition", hook.Transition),
                xml.Node("HeartbeatTimeout", hook.HeartbeatTimeout),
                xml.Node("GlobalTimeout", Math.Min(hook.HeartbeatTimeout * 100L, 172800)),
                xml.Node("DefaultResult", "ABANDON"),
            ])),
        ];
    }

    public IEnumerable<object?> InstanceRefreshes(AwsRequest request)
    {
        var group = Required(request);
        return List(request, "InstanceRefreshes", group.Setup.InstanceRefreshes.Select(status => (object?[])
        [
            xml.Node("InstanceRefreshId", Guid.NewGuid()),
            xml.Node("AutoScalingGroupName", group.Name),
            xml.Node("Status", status),
            xml.Node("StartTime", XmlTree.Time(cloud.Now)),
            xml.Node("PercentageComplete", 40),
            xml.Node("InstancesToUpdate", 1),
        ]));
    }

    public IEnumerable<object?> LaunchConfigurations(AwsRequest request)
    {
        request.Authorize("*");
        var names = request.List("LaunchConfigurationNames.member");
        var groups = cloud.Groups.Values.Where(group => group.Setup is { HasLaunchConfiguration: true, IsLaunchTemplateGone: false })
            .Where(group => names.Count == 0 || names.Contains(group.Name));
        return Page(request, "LaunchConfigurations", groups.Select(group => (object?[])
        [
            xml.Node("LaunchConfigurationName", group.Name),
            xml.Node("LaunchConfigurationARN", Arn(group, "launchConfiguration", $"launchConfigurationName/{group.Name}")),
            xml.Node("ImageId", group.ImageId),
            xml.Optional("KeyName", group.KeyName),
            xml.List("SecurityGroups", "member", [group.SecurityGroupId]),
            xml.Node("InstanceType", group.Settings.InstanceType),
            xml.Node("CreatedTime", XmlTree.Time(group.CreatedTime)),
        ]));
    }

    private List<SimulatedGroup> OfOneOrAll(AwsRequest request) => request.Text("AutoScalingGroupName") is { } name
        ? [cloud.Groups.GetValueOrDefault(name) ?? throw GroupErrors.NotFound(name)]
        : [.. cloud.Groups.Values];

    private SimulatedGroup Required(AwsRequest request)
    {
        request.Authorize("*");
        var name = request.Required("AutoScalingGroupName");
        return cloud.Groups.GetValueOrDefault(name) ?? throw GroupErrors.NotFound(name);
    }

    private IEnumerable<object?> List(AwsRequest request, string name, IEnumerable<object?[]> members)
    {
        request.Authorize("*");
        return Page(request, name, members);
    }

    private IEnumerable<object?> Page(AwsRequest request, string name, IEnumerable<object?[]> members)
    {
        var (page, next) = Pages.Cut(members.ToList(), request.Text("NextToken"), PageSize.Of(request, otherwise: 50, most: 100));
        return [xml.Nodes(name, "member", page), xml.Optional("NextToken", next)];
    }

    private string Arn(SimulatedGroup group, string kind, string rest) =>
        $"arn:aws:autoscaling:{place.Region}:{place.AccountId}:{kind}:{Guid.NewGuid()}:autoScalingGroupName/{group.Name}:{rest}";
}
