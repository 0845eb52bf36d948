using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>One check.</summary>
/// <param name="Name">Its name, which is the anchor of its paragraph in docs/reference/checks.md.</param>
/// <param name="Judge">Its lines: most have one.</param>
internal sealed record Rule(string Name, Func<Facts, IEnumerable<Check>> Judge)
{
    public static Rule Of(string name, Func<Facts, Verdict> judge) => new(name, facts => [new Check(name, "", judge(facts))]);

    /// <summary>A check of something that may not have been read.</summary>
    public static Rule On<T>(string name, Func<Facts, Fact<T>> fact, Func<Facts, T, Verdict> judge)
        where T : class =>
        Of(name, facts => fact(facts) is { Value: { } value } ? judge(facts, value) : Verdict.NotChecked(WhyNot(fact(facts))));

    /// <summary>The same, where it is wrong that there is none.</summary>
    public static Rule OnFound<T>(string name, Func<Facts, Fact<T>> fact, string nextWhenMissing, Func<Facts, T, Verdict> judge)
        where T : class =>
        Of(name, facts => fact(facts) switch
        {
            { Value: { } value } => judge(facts, value),
            { Absent: { } word } => Verdict.Wrong(word, nextWhenMissing),
            var unread => Verdict.NotChecked(WhyNot(unread)),
        });

    private static string WhyNot<T>(Fact<T> fact)
        where T : class => fact.Unread ?? fact.Absent ?? "";
}
