namespace AwsSimulator.Iam;

/// <summary>StringEquals or StringLike on one tag of the resource; a resource without that tag does not fit.</summary>
internal sealed record TagCondition(string Tag, IReadOnlyList<string> Values, bool Wildcards)
{
    public bool Holds(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Tag, out var actual)
        && Values.Any(value => Wildcards ? Wildcard.Matches(value, actual, StringComparison.Ordinal) : value == actual);
}
