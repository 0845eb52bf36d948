using System.Text.Json;
using System.Text.RegularExpressions;

namespace AwsClients.Tests.Endpoints;

/// <summary>
/// Evaluates one of AWS's endpoint rule sets (https://smithy.io/2.0/additional-specs/rules-engine/specification.html), as far as the two in
/// WireModels/ go.
/// </summary>
internal sealed partial class RuleSet
{
    private readonly JsonElement _rules;

    private RuleSet(JsonElement rules) => _rules = rules;

    public static RuleSet AutoScaling { get; } = Load("autoscaling-2011-01-01.endpoint-rule-set-1.json");

    public static RuleSet InstanceConnect { get; } = Load("ec2-instance-connect-2018-04-02.endpoint-rule-set-1.json");

    public static JsonElement Partitions { get; } = Read("partitions.json").GetProperty("partitions");

    /// <summary>The URL, or the error.</summary>
    public (string? Url, string? Error) Evaluate(string? region, bool fips, bool dualStack, string? endpoint) =>
        First(_rules, new Dictionary<string, object?>
        {
            ["Region"] = region,
            ["UseFIPS"] = fips,
            ["UseDualStack"] = dualStack,
            ["Endpoint"] = endpoint,
        }) ?? throw new InvalidOperationException("No rule matched.");

    private static (string? Url, string? Error)? First(JsonElement rules, Dictionary<string, object?> scope)
    {
        foreach (var rule in rules.EnumerateArray())
        {
            var inner = new Dictionary<string, object?>(scope);
            if (!rule.GetProperty("conditions").EnumerateArray().All(condition => Holds(condition, inner)))
            {
                continue;
            }

            var type = rule.GetProperty("type").GetString();
            return type switch
            {
                "tree" => First(rule.GetProperty("rules"), inner) ?? throw new InvalidOperationException("A tree ended without a rule."),
                "endpoint" => (Text(rule.GetProperty("endpoint").GetProperty("url"), inner), null),
                "error" => (null, Text(rule.GetProperty("error"), inner)),
                _ => throw new InvalidOperationException($"Unknown rule {type}."),
            };
        }

        return null;
    }

    private static bool Holds(JsonElement condition, Dictionary<string, object?> scope)
    {
        var value = Call(condition, scope);
        if (condition.TryGetProperty("assign", out var name))
        {
            scope[name.GetString()!] = value;
        }

        return value is not (null or false);
    }

    private static object? Call(JsonElement function, Dictionary<string, object?> scope)
    {
        var arguments = function.GetProperty("argv").EnumerateArray().Select(a => Value(a, scope)).ToList();
        return function.GetProperty("fn").GetString() switch
        {
            "isSet" => arguments[0] is not null,
            "booleanEquals" or "stringEquals" => Equals(arguments[0], arguments[1]),
            "aws.partition" => Partition((string)arguments[0]!),
            "getAttr" => Attribute((JsonElement)arguments[0]!, (string)arguments[1]!),
            var name => throw new InvalidOperationException($"Unknown function {name}."),
        };
    }

    private static object? Value(JsonElement value, Dictionary<string, object?> scope) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        _ => value.TryGetProperty("ref", out var name) ? scope.GetValueOrDefault(name.GetString()!) : Call(value, scope),
    };

    private static string Text(JsonElement template, Dictionary<string, object?> scope) => template.ValueKind == JsonValueKind.String
        ? Placeholder().Replace(template.GetString()!, match => (match.Groups[2].Success
            ? Attribute((JsonElement)scope[match.Groups[1].Value]!, match.Groups[2].Value)
            : scope[match.Groups[1].Value])!.ToString()!)
        : (string)Value(template, scope)!;

    private static object? Attribute(JsonElement element, string name) => element.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.True } => true,
        _ => false,
    };

    private static JsonElement Partition(string region)
    {
        var partitions = Partitions.EnumerateArray().ToList();
        var found = partitions.FindIndex(p => p.GetProperty("regions").TryGetProperty(region, out _));
        found = found >= 0 ? found : partitions.FindIndex(p => Regex.IsMatch(region, p.GetProperty("regionRegex").GetString()!));
        return partitions[Math.Max(found, 0)].GetProperty("outputs");
    }

    private static RuleSet Load(string file) => new(Read(file).GetProperty("rules"));

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "WireModels", file))).RootElement;

    [GeneratedRegex(@"\{(\w+)(?:#(\w+))?\}")]
    private static partial Regex Placeholder();
}
