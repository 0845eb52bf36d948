using System.Text.Json;

namespace AwsSimulator.Iam;

/// <summary>One statement: actions, resources and conditions on the resource's tags.</summary>
internal sealed record PolicyStatement
{
    private static readonly string[] _tagKeys = ["ec2:ResourceTag/", "aws:ResourceTag/", "autoscaling:ResourceTag/"];

    public required bool Allow { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    public required IReadOnlyList<TagCondition> Conditions { get; init; }

    public static PolicyStatement Read(JsonElement statement) => new()
    {
        Allow = statement.GetProperty("Effect").GetString() == "Allow",
        Actions = Texts(statement.GetProperty("Action")),
        Resources = Texts(statement.GetProperty("Resource")),
        Conditions = statement.TryGetProperty("Condition", out var conditions) ? [.. ReadConditions(conditions)] : [],
    };

    public bool Fits(string action, string resource, IReadOnlyDictionary<string, string> tags) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, action, StringComparison.OrdinalIgnoreCase))
        && Resources.Any(pattern => Wildcard.Matches(pattern, resource, StringComparison.Ordinal))
        && Conditions.All(condition => condition.Holds(tags));

    private static IEnumerable<TagCondition> ReadConditions(JsonElement conditions) =>
        from operation in conditions.EnumerateObject()
        from key in operation.Value.EnumerateObject()
        select new TagCondition(
            Array.Find(_tagKeys, prefix => key.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } known
                ? key.Name[known.Length..]
                : throw new InvalidOperationException($"the simulator does not know the condition key {key.Name}"),
            Texts(key.Value),
            operation.Name switch
            {
                "StringEquals" => false,
                "StringLike" => true,
                _ => throw new InvalidOperationException($"the simulator does not know the condition operator {operation.Name}"),
            });

    private static IReadOnlyList<string> Texts(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(item => item.GetString()!)]
        : [element.GetString()!];
}
