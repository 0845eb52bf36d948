using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>The IAM actions that <c>check</c> uses beyond the plugin's own. All are optional; docs/reference/checks.md lists them.</summary>
internal static class CheckAction
{
    public static readonly AwsAction GetCallerIdentity = Of("sts:GetCallerIdentity", "to say whose the credentials are");

    public static readonly AwsAction DescribePolicies = Of("autoscaling:DescribePolicies", "to see scaling policies");

    public static readonly AwsAction DescribeScheduledActions = Of("autoscaling:DescribeScheduledActions", "to see scheduled actions");

    public static readonly AwsAction DescribeLifecycleHooks = Of("autoscaling:DescribeLifecycleHooks", "to see lifecycle hooks");

    public static readonly AwsAction DescribeInstanceRefreshes = Of("autoscaling:DescribeInstanceRefreshes", "to see a running instance refresh");

    public static readonly AwsAction DescribeLaunchConfigurations =
        Of("autoscaling:DescribeLaunchConfigurations", "to see what a group without a launch template launches");

    public static readonly AwsAction DescribeLaunchTemplateVersions = Of("ec2:DescribeLaunchTemplateVersions", "to see what the group launches");

    public static readonly AwsAction DescribeImages = Of("ec2:DescribeImages", "to see the image, its platform and its users");

    public static readonly AwsAction DescribeSecurityGroups = Of("ec2:DescribeSecurityGroups", "to see who is let in");

    public static readonly AwsAction DescribeSubnets = Of("ec2:DescribeSubnets", "to see which addresses instances get");

    public static IReadOnlyList<AwsAction> All { get; } =
    [
        GetCallerIdentity, DescribePolicies, DescribeScheduledActions, DescribeLifecycleHooks, DescribeInstanceRefreshes,
        DescribeLaunchConfigurations, DescribeLaunchTemplateVersions, DescribeImages, DescribeSecurityGroups, DescribeSubnets,
    ];

    private static AwsAction Of(string name, string neededFor) => new(name, neededFor, "");
}
