using System.Text.Json;

namespace AwsSimulator.Iam;

/// <summary>An identity-based policy: what it allows, and what it denies in spite of that.</summary>
internal sealed class PolicyDocument
{
    private readonly List<PolicyStatement> _statements;

    private PolicyDocument(List<PolicyStatement> statements) => _statements = statements;

    /// <exception cref="ArgumentException">The text is no policy document.</exception>
    public static PolicyDocument Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var statements = document.RootElement.GetProperty("Statement");
            return new PolicyDocument(statements.ValueKind == JsonValueKind.Array
                ? [.. statements.EnumerateArray().Select(PolicyStatement.Read)]
                : [PolicyStatement.Read(statements)]);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ArgumentException($"could not read the policy document: {cause.Message}", nameof(json), cause);
        }
    }

    public bool Allows(string action, string resource, IReadOnlyDictionary<string, string> tags)
    {
        var fitting = _statements.Where(statement => statement.Fits(action, resource, tags)).ToList();
        return fitting.Count > 0 && fitting.TrueForAll(statement => statement.Allow);
    }
}
