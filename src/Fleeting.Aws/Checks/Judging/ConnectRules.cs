using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>The way onto one instance, when it was asked for.</summary>
internal static class ConnectRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new Rule("connect", facts => facts.Target.Connect is null ? [] : [new Check("connect", "", Judge(facts))]),
    ];

    private static Verdict Judge(Facts facts) => facts.Connection switch
    {
        { Value: { } banner } => Verdict.Well(banner),
        { Absent: { } why } => Verdict.Wrong(
            why,
            "Where the port is not reached: security groups, routes and network ACLs between the runner and the instance; use_external_addr when it "
                + "has no way inside"),
        { Unread: { } why } => Verdict.NotChecked(why),
        _ => Verdict.NotChecked("there is no session"),
    };
}
