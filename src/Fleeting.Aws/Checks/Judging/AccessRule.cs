using Fleeting.Aws.Calls;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>Whether the plugin's IAM actions are allowed: a line for each.</summary>
internal static class AccessRule
{
    private const string Name = "iam";

    private static readonly AwsAction[] _optional = [AwsAction.DescribeScalingActivities, AwsAction.DescribeSpotInstanceRequests];

    public static Rule Iam { get; } = new(Name, facts => AwsAction.All.Select(action => new Check(Name, action.Name, Judge(facts, action))));

    private static Verdict Judge(Facts facts, AwsAction action)
    {
        if (!facts.Access.TryGetValue(action, out var access))
        {
            return Verdict.NotChecked(facts.Credentials.Value is null ? "there are no credentials" : "AWS did not answer");
        }

        return access.IsAllowed switch
        {
            null => IsUnused(facts, action) ? Verdict.Well("not needed for this connector_config") : Verdict.NotChecked(access.Text),
            true => Verdict.Well($"allowed: {access.Text}"),
            false when IsUnused(facts, action) => Verdict.Well("not allowed, and not needed here"),
            false when _optional.Contains(action) => Verdict.Warning($"not allowed: {action.Meanwhile}", Next(action)),
            false when action == AwsAction.DescribeAutoScalingGroups && IsAllowed(facts, AwsAction.DescribeAutoScalingInstances) =>
                Verdict.Warning("not allowed: the plugin counts the group's capacity itself, and its settings stay unseen", Next(action)),
            false => Verdict.Wrong(access.Text, Next(action)),
        };
    }

    private static bool IsUnused(Facts facts, AwsAction action)
    {
        var connector = facts.Connector;
        var isSsh = connector.Protocol == ConnectorProtocol.Ssh;
        return action == AwsAction.DescribeAutoScalingInstances ? IsAllowed(facts, AwsAction.DescribeAutoScalingGroups)
            : action == AwsAction.GetPasswordData ? isSsh || connector.UseStaticCredentials || connector.Password.Length > 0
            : action == AwsAction.SendSSHPublicKey && (!isSsh || connector.UseStaticCredentials);
    }

    private static bool IsAllowed(Facts facts, AwsAction action) => facts.Access.GetValueOrDefault(action)?.IsAllowed == true;

    private static string Next(AwsAction action) => $"Allow {action.Name} in the IAM policy of the runner's credentials: it is needed {action.NeededFor}";
}
