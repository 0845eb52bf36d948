using System.Globalization;
using Amazon.Runtime.Internal;

namespace AwsClients.AutoScaling.Wire;

/// <summary>Writes members of a request as Query parameters; what is null or empty is left out.</summary>
internal readonly struct QueryForm(ParameterCollection parameters)
{
    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            parameters.Add(name, value);
        }
    }

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public void Add(string name, List<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Add(Member(name, i), values[i]);
        }
    }

    public void Add(string name, List<Filter> filters)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            Add($"{Member(name, i)}.Name", filters[i].Name);
            Add($"{Member(name, i)}.Values", filters[i].Values);
        }
    }

    private static string Member(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index + 1}");
}
