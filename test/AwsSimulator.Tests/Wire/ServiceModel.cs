using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace AwsSimulator.Tests.Wire;

/// <summary>AWS's own description of a service (botocore's data, Apache-2.0), as far as it says what an answer may hold.</summary>
internal sealed class ServiceModel(string file)
{
    private readonly JsonNode _model = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "WireModels", file)))!;

    /// <summary>Every way in which an answer of the Query protocol departs from the model: members unknown, members missing.</summary>
    public IEnumerable<string> Departures(string operation, XElement response)
    {
        var output = _model["operations"]![operation]!["output"]!;
        var result = response.Elements().Single(element => element.Name.LocalName == (string)output["resultWrapper"]!);
        return Structure((string)output["shape"]!, result, operation);
    }

    private IEnumerable<string> Structure(string name, XElement element, string path)
    {
        var shape = Shape(name);
        var members = shape["members"]!.AsObject();
        foreach (var missing in Required(shape).Where(member => element.Elements().All(child => child.Name.LocalName != member)))
        {
            yield return $"{path}.{missing} is missing";
        }

        foreach (var child in element.Elements())
        {
            var at = $"{path}.{child.Name.LocalName}";
            var member = members[child.Name.LocalName];
            foreach (var problem in member is null ? [$"{at} is unknown"] : Value((string)member["shape"]!, child, at))
            {
                yield return problem;
            }
        }
    }

    private IEnumerable<string> Value(string name, XElement element, string path)
    {
        var shape = Shape(name);
        return (string)shape["type"]! switch
        {
            "structure" => Structure(name, element, path),
            "list" => element.Elements().SelectMany(member => member.Name.LocalName == "member"
                ? Value((string)shape["member"]!["shape"]!, member, path + "[]")
                : [$"{path} holds {member.Name.LocalName}"]),
            "string" when shape["enum"] is { } values && values.AsArray().All(value => (string)value! != element.Value) =>
                [$"{path} is {element.Value}"],
            "boolean" when element.Value is not ("true" or "false") => [$"{path} is {element.Value}"],
            "integer" when !int.TryParse(element.Value, out _) => [$"{path} is {element.Value}"],
            "timestamp" when !DateTimeOffset.TryParse(element.Value, null, out _) => [$"{path} is {element.Value}"],
            _ => [],
        };
    }

    private static IEnumerable<string> Required(JsonNode shape) => shape["required"]?.AsArray().Select(member => (string)member!) ?? [];

    private JsonNode Shape(string name) => _model["shapes"]![name]!;
}
