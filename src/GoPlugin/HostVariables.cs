using GoPlugin.Contract;

namespace GoPlugin;

/// <summary>
/// The environment variables by which a host talks to this one plugin, taken out of the process's environment: no program that the plugin
/// starts has a use for them.
/// </summary>
public sealed class HostVariables
{
    private readonly Dictionary<string, string?> _taken = [];

    private HostVariables()
    {
    }

    /// <summary>Takes them. To be called before the process starts any other.</summary>
    /// <param name="more">Further variables of the host's own, for example its secrets.</param>
    public static HostVariables Take(params IReadOnlyList<string> more)
    {
        var variables = new HostVariables();
        foreach (var name in EnvironmentVariable.All.Concat(more))
        {
            variables._taken[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, null);
        }

        return variables;
    }

    /// <summary>A variable that was taken, or any other of the process's environment; null when it is not set.</summary>
    public string? Read(string name) => _taken.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);
}
