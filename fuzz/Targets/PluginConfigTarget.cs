using System.Text.Json;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Keys;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary><c>plugin_config</c>: either problems or a configuration, and the configuration's JSON is read as the same.</summary>
internal static class PluginConfigTarget
{
    public static Target Target { get; } = new("plugin-config", Run)
    {
        Words = [.. ConfigKey.All.Select(key => $"\"{key}\":"), "\"ed25519\"", "\"rsa\"", "null", "\\ud800", "{", "}", "[", "]", "\""],
    };

    private static void Run(byte[] input)
    {
        if (Read(input) is not { } config)
        {
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?>
        {
            [ConfigKey.Name] = config.Name,
            [ConfigKey.DynamicKeyType] = config.DynamicKeyType is SshKeyType.Rsa ? "rsa" : "ed25519",
            [ConfigKey.Region] = config.Session.Region,
            [ConfigKey.Profile] = config.Session.Profile,
            [ConfigKey.CredentialsFile] = config.Session.CredentialsFile is { } file && config.Session.Profile is null ? file : null,
            [ConfigKey.ConfigFile] = config.Session.ConfigFile,
            [ConfigKey.RoleArn] = config.Session.RoleArn,
            [ConfigKey.ExternalId] = config.Session.ExternalId,
            [ConfigKey.RoleSessionName] = config.Session.RoleSessionName,
        });
        var again = Read(json);
        var expected = config.Session.Profile is null ? config : config with { Session = config.Session with { CredentialsFile = null } };
        Oracle.Same(expected.ToString(), again?.ToString() ?? "nothing", "the configuration");
    }

    private static PluginConfig? Read(byte[] json)
    {
        var problems = new List<string>();
        var config = PluginConfigReader.Read(json, problems, out var unknown);
        foreach (var key in unknown)
        {
            Oracle.Holds(ConfigKey.All.Contains(ConfigKey.Nearest(key)), "the key nearest to an unknown one is no known key");
        }

        Oracle.Holds(config is null == problems.Count > 0, "there is a configuration and a problem, or neither");
        return config;
    }
}
