using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>All checks, in the order in which a report lists them.</summary>
internal static class Rules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. SessionRules.All, .. GroupRules.All, .. ScalingRules.All, .. LaunchRules.All, .. NetworkRules.All, AccessRule.Iam, .. ConnectRules.All,
    ];

    public static Report Judge(Facts facts) => new(
        facts.Target.Config?.Name ?? "", facts.Region.Value ?? "", [.. All.SelectMany(rule => rule.Judge(facts))]);
}
