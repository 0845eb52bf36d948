using System.Globalization;
using AwsSimulator.Cloud;
using AwsSimulator.Iam;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>One API call, read from its protocol: flat parameters, whoever signed it, and the question whether they may.</summary>
internal sealed record AwsRequest
{
    public required string Service { get; init; }

    public required string Action { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Null for the few calls that are not signed.</summary>
    public AccessKey? Principal { get; init; }

    public required IAwsService Target { get; init; }

    public required Access Access { get; init; }

    /// <summary>What the answer is read from.</summary>
    public Sight Sight { get; init; } = Sight.Clear;

    /// <summary>Refuses the call when the policy does not allow this action on that resource with those tags.</summary>
    /// <exception cref="AwsException">Denied.</exception>
    public void Authorize(string resource, IReadOnlyDictionary<string, string>? tags = null)
    {
        if (!Access.Allows($"{Service}:{Action}", resource, tags ?? new Dictionary<string, string>()))
        {
            throw Target.Envelope.Deny(this, resource);
        }

        // Of the services here EC2 alone has it: it says what would have become of the permission, and does nothing.
        if (Service == "ec2" && Flag("DryRun", otherwise: false))
        {
            throw new AwsException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
        }
    }

    public string? Text(string name) => Parameters.GetValueOrDefault(name);

    public string Required(string name) => Text(name) ?? throw new AwsException(
        "ValidationError",
        $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy constraint: Member must not be null");

    public int? Number(string name) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new AwsException("MalformedInput", $"Value '{text}' at '{name}' is not an integer");

    public bool Flag(string name, bool otherwise) => Text(name) is { } text ? text == "true" : otherwise;

    /// <summary>Names and values of a list of filters: "Filters.member" with "Values.member" (Query), "Filter" with "Value" (EC2).</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Values)> Filters(string prefix, string values)
    {
        for (var index = 1; ; index++)
        {
            var filter = string.Create(CultureInfo.InvariantCulture, $"{prefix}.{index}.");
            if (Text(filter + "Name") is not { } name)
            {
                yield break;
            }

            yield return (name, List(filter + values));
        }
    }

    /// <summary>The values of prefix.1, prefix.2 and so on.</summary>
    public IReadOnlyList<string> List(string prefix)
    {
        List<string> values = [];
        for (var index = 1; Text(string.Create(CultureInfo.InvariantCulture, $"{prefix}.{index}")) is { } value; index++)
        {
            values.Add(value);
        }

        return values;
    }
}
