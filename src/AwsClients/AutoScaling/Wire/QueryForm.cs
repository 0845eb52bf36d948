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
            Add(string.Create(CultureInfo.InvariantCulture, $"{name}.member.{i + 1}"), values[i]);
        }
    }
}
