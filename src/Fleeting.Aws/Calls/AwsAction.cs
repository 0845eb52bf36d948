namespace Fleeting.Aws.Calls;

/// <summary>An IAM action that the plugin uses. docs/reference/iam.md lists them; a test keeps the two in step.</summary>
/// <param name="Name">As a policy names it.</param>
/// <param name="NeededFor">Ends the sentence "it is needed …".</param>
/// <param name="Meanwhile">Ends the sentence "until AWS answers it again, …".</param>
internal sealed record AwsAction(string Name, string NeededFor, string Meanwhile)
{
    public static readonly AwsAction DescribeAutoScalingGroups =
        new("autoscaling:DescribeAutoScalingGroups", "to read the group's instances, sizes and settings",
            "the runner keeps what it knows of the group, and heartbeats answer healthy");

    public static readonly AwsAction DescribeAutoScalingInstances =
        new("autoscaling:DescribeAutoScalingInstances", "to list the group's instances when DescribeAutoScalingGroups is not allowed",
            "the runner keeps what it knows of the group, and heartbeats answer healthy");

    public static readonly AwsAction SetDesiredCapacity =
        new("autoscaling:SetDesiredCapacity", "to launch instances",
            "no instance is launched, and the runner asks again");

    public static readonly AwsAction TerminateInstanceInAutoScalingGroup =
        new("autoscaling:TerminateInstanceInAutoScalingGroup", "to terminate instances",
            "instances stay, and the runner asks again");

    public static readonly AwsAction DescribeScalingActivities =
        new("autoscaling:DescribeScalingActivities", "to say why instances do not start",
            "the reasons of failed launches stay unknown");

    public static readonly AwsAction DescribeInstances =
        new("ec2:DescribeInstances", "to find an instance's addresses, architecture, platform and state",
            "connects wait and try again, and heartbeats go by the group alone");

    public static readonly AwsAction DescribeSpotInstanceRequests =
        new("ec2:DescribeSpotInstanceRequests", "to refuse a Spot instance as soon as AWS takes it back",
            "a Spot instance that AWS takes back is refused only once it stops");

    public static readonly AwsAction GetPasswordData =
        new("ec2:GetPasswordData", "to log in to Windows instances",
            "connects to Windows instances wait and try again");

    public static readonly AwsAction SendSSHPublicKey =
        new("ec2-instance-connect:SendSSHPublicKey", "to log in to instances over SSH without use_static_credentials",
            "connects wait and try again");

    public static IReadOnlyList<AwsAction> All { get; } =
    [
        DescribeAutoScalingGroups, DescribeAutoScalingInstances, SetDesiredCapacity, TerminateInstanceInAutoScalingGroup,
        DescribeScalingActivities, DescribeInstances, DescribeSpotInstanceRequests, GetPasswordData, SendSSHPublicKey,
    ];
}
