using System.Collections;
using AwsSimulator;

namespace FleetingHost.Plugins;

/// <summary>The environment of a plugin that is to see the simulator and nothing of the user's real AWS.</summary>
internal static class SimulatorEnvironment
{
    public static IReadOnlyDictionary<string, string?> For(Simulator simulator) => With(simulator.Environment);

    /// <param name="variables">What a plugin needs to take a simulator for AWS.</param>
    public static IReadOnlyDictionary<string, string?> With(IReadOnlyDictionary<string, string> variables)
    {
        var environment = new Dictionary<string, string?>();
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (name.StartsWith("AWS_", StringComparison.Ordinal))
            {
                environment[name] = null;
            }
        }

        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        environment["AWS_CONFIG_FILE"] = "/dev/null";
        environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        environment["NO_PROXY"] = "127.0.0.1";
        return environment;
    }
}
