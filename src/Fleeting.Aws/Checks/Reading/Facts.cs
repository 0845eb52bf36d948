using Amazon.EC2.Model;
using AwsClients.AutoScaling;
using AwsClients.Session;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>All that checks are made of, read once.</summary>
internal sealed record Facts
{
    private const string NoGroup = "there is no group to look at";

    public required CheckTarget Target { get; init; }

    /// <summary>The region; absent with the reason when there is none.</summary>
    public Fact<string> Region { get; init; } = Fact<string>.NotRead("the configuration cannot be used");

    /// <summary>Where the credentials come from; absent when no source has any or one refuses.</summary>
    public Fact<string> Credentials { get; init; } = Fact<string>.NotRead("the configuration cannot be used");

    /// <summary>Absent when AWS does not take the credentials.</summary>
    public Fact<CallerIdentity> Identity { get; init; } = Fact<CallerIdentity>.NotRead("there are no credentials");

    public Fact<AutoScalingGroup> Group { get; init; } = Fact<AutoScalingGroup>.NotRead("there are no credentials");

    /// <summary>Where else to look for the group; null when it is there.</summary>
    public Neighbours? Neighbours { get; init; }

    public Fact<LaunchSettings> Launch { get; init; } = Fact<LaunchSettings>.NotRead(NoGroup);

    public Fact<Image> Image { get; init; } = Fact<Image>.NotRead(NoGroup);

    public Fact<IReadOnlyList<SecurityGroup>> SecurityGroups { get; init; } = Fact<IReadOnlyList<SecurityGroup>>.NotRead(NoGroup);

    public Fact<IReadOnlyList<Subnet>> Subnets { get; init; } = Fact<IReadOnlyList<Subnet>>.NotRead(NoGroup);

    public Fact<IReadOnlyList<ScalingPolicy>> Policies { get; init; } = Fact<IReadOnlyList<ScalingPolicy>>.NotRead(NoGroup);

    public Fact<IReadOnlyList<ScheduledUpdateGroupAction>> Schedules { get; init; } = Fact<IReadOnlyList<ScheduledUpdateGroupAction>>.NotRead(NoGroup);

    public Fact<IReadOnlyList<LifecycleHook>> Hooks { get; init; } = Fact<IReadOnlyList<LifecycleHook>>.NotRead(NoGroup);

    public Fact<IReadOnlyList<InstanceRefresh>> Refreshes { get; init; } = Fact<IReadOnlyList<InstanceRefresh>>.NotRead(NoGroup);

    public Fact<Launches> Launches { get; init; } = Fact<Launches>.NotRead(NoGroup);

    public Fact<EndpointReach> InstanceConnect { get; init; } = Fact<EndpointReach>.NotRead("there are no credentials");

    /// <summary>What came of each IAM action of the plugin that was tried.</summary>
    public IReadOnlyDictionary<AwsAction, Access> Access { get; init; } = new Dictionary<AwsAction, Access>();

    /// <summary>The banner of the instance's SSH server and where it is; absent when there is no way onto the instance; null when none was asked for.</summary>
    public Fact<string>? Connection { get; init; }

    /// <summary>The connector as the plugin completes it for an instance of the image.</summary>
    public ConnectorConfig Connector => Connecting.ConnectorDetection.Complete(Target.Settings.Connector, ImageFacts.Of(Image.Value));
}
