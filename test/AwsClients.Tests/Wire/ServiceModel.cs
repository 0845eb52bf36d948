using System.Globalization;
using System.Text.Json;

namespace AwsClients.Tests.Wire;

/// <summary>AWS's own description of a service, and what it has to say about a request.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _root;

    private ServiceModel(JsonElement root) => _root = root;

    public static ServiceModel AutoScaling { get; } = Load("autoscaling-2011-01-01.service-2.json");

    public static ServiceModel InstanceConnect { get; } = Load("ec2-instance-connect-2018-04-02.service-2.json");

    public string Metadata(string name) => _root.GetProperty("metadata").GetProperty(name).GetString()!;

    /// <summary>Code and HTTP status of every error that the service declares.</summary>
    public IEnumerable<(string Code, int Status)> Errors()
    {
        foreach (var shape in _root.GetProperty("shapes").EnumerateObject().Where(s => s.Value.TryGetProperty("exception", out _)))
        {
            yield return shape.Value.TryGetProperty("error", out var error)
                ? (error.GetProperty("code").GetString()!, error.GetProperty("httpStatusCode").GetInt32())
                : (shape.Name, shape.Value.TryGetProperty("fault", out _) ? 500 : 400);
        }
    }

    /// <summary>What is wrong with the Query parameters of a request, Action and Version aside.</summary>
    public IEnumerable<string> CheckQuery(string operation, IReadOnlyDictionary<string, string> parameters)
    {
        var input = Input(operation);
        foreach (var (name, value) in parameters.Where(p => p.Key is not ("Action" or "Version")))
        {
            var path = name.Split('.');
            if (Member(input, path[0]) is not { } shape)
            {
                yield return $"{operation} has no parameter {path[0]}";
            }
            else if (TypeProblem(shape, path.AsSpan(1), value) is { } problem)
            {
                yield return $"{name}: {problem}";
            }
        }

        foreach (var missing in Required(input).Where(r => !parameters.Keys.Any(k => k.Split('.')[0] == r)))
        {
            yield return $"{missing} is required";
        }
    }

    /// <summary>What is wrong with the JSON body of a request.</summary>
    public IEnumerable<string> CheckJson(string operation, JsonElement body)
    {
        var input = Input(operation);
        foreach (var member in body.EnumerateObject())
        {
            if (Member(input, member.Name) is not { } shape)
            {
                yield return $"{operation} has no member {member.Name}";
            }
            else if (shape.GetProperty("type").GetString() != "string" || member.Value.ValueKind != JsonValueKind.String)
            {
                yield return $"{member.Name} is {member.Value.ValueKind}, not {shape.GetProperty("type")}";
            }
        }

        foreach (var missing in Required(input).Where(r => !body.TryGetProperty(r, out _)))
        {
            yield return $"{missing} is required";
        }
    }

    /// <param name="rest">What follows in the parameter's name: member.N inside a list, a member's name inside a structure.</param>
    private string? TypeProblem(JsonElement shape, ReadOnlySpan<string> rest, string value)
    {
        switch (shape.GetProperty("type").GetString())
        {
            case "list":
                var isNumbered = rest is ["member", var index, ..] && int.TryParse(index, out var number) && number > 0;
                return isNumbered
                    ? TypeProblem(Shape(shape.GetProperty("member").GetProperty("shape").GetString()!), rest[2..], value)
                    : "a list is NAME.member.N";
            case "structure":
                return rest is [var name, ..] && Member(shape, name) is { } member
                    ? TypeProblem(member, rest[1..], value)
                    : "the structure has no such member";
            case var type when rest.Length > 0:
                return $"a {type} has no parts";
            case "integer":
                return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "not an integer";
            case "boolean":
                return value is "true" or "false" ? null : "not a boolean";
            case "string":
                return null;
            case var type:
                return $"the check knows no {type}";
        }
    }

    private static IEnumerable<string> Required(JsonElement shape) =>
        shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];

    private static ServiceModel Load(string file) => new(
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "WireModels", file))).RootElement);

    private JsonElement Input(string operation) =>
        Shape(_root.GetProperty("operations").GetProperty(operation).GetProperty("input").GetProperty("shape").GetString()!);

    private JsonElement Shape(string name) => _root.GetProperty("shapes").GetProperty(name);

    private JsonElement? Member(JsonElement structure, string name)
    {
        foreach (var member in structure.GetProperty("members").EnumerateObject())
        {
            var wireName = member.Value.TryGetProperty("locationName", out var location) ? location.GetString() : member.Name;
            if (wireName == name)
            {
                return Shape(member.Value.GetProperty("shape").GetString()!);
            }
        }

        return null;
    }
}
