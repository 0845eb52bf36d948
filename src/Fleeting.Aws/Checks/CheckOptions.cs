using System.Globalization;
using System.Text.Json;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Configuration;
using Fleeting.Configuration;

namespace Fleeting.Aws.Checks;

/// <summary>What <c>check</c> was asked for.</summary>
/// <param name="Target">What to look at.</param>
/// <param name="IsJson">For machines.</param>
internal sealed record CheckOptions(CheckTarget Target, bool IsJson)
{
    private static readonly string[] _connectorOptions = ["os", "protocol", "protocol_port", "username", "key_path", "use_external_addr"];

    public static string Help { get; } =
        """
        usage: fleeting-plugin-aws check --config FILE [--runner NAME] [--connect INSTANCE] [--json]
               fleeting-plugin-aws check --name GROUP [--region REGION] [--profile PROFILE] [--KEY VALUE ...] [--connect INSTANCE] [--json]

        Looks at the group, and at what the runner needs of it, as the plugin would, and changes nothing.

          --config FILE       GitLab Runner's config.toml
          --runner NAME       which of its runners; may be left out when one alone has an autoscaler
          --KEY VALUE         without a config.toml: any key of plugin_config with - for _ (--name, --region, --profile, --role-arn, ...), and of
                              connector_config --os, --protocol, --protocol-port, --username, --key-path; --use-external-addr has no value
          --connect INSTANCE  tries the way onto that instance too, to the first line of its SSH server; sends it a key as a connection does
          --json              one JSON object instead of lines

        Exit codes: 0 all is well; 1 something is wrong; 2 it could not look.
        """;

    /// <exception cref="ArgumentException">They make no sense; the message says why.</exception>
    /// <exception cref="RunnerConfigException">The config.toml cannot be used.</exception>
    public static CheckOptions Parse(IReadOnlyList<string> arguments)
    {
        string? config = null, runner = null, connect = null;
        var isJson = false;
        var keys = new Dictionary<string, string>();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--config": config = Value(option, rest); break;
                case "--runner": runner = Value(option, rest); break;
                case "--connect": connect = Value(option, rest); break;
                case "--json": isJson = true; break;
                case "--use-external-addr": keys["use_external_addr"] = "true"; break;
                default: keys[Key(option)] = Value(option, rest); break;
            }
        }

        if (config is null == keys.Count is 0)
        {
            throw new ArgumentException(
                config is null
                    ? "check needs --config FILE, or --name GROUP"
                    : $"--config says it all: --{keys.Keys.First().Replace('_', '-')} cannot go with it");
        }

        if (config is null && runner is not null)
        {
            throw new ArgumentException("--runner names a runner of a config.toml: it needs --config FILE");
        }

        return new CheckOptions(config is null ? FromKeys(keys, connect) : FromFile(config, runner, connect), isJson);
    }

    private static string Key(string option)
    {
        var key = option.StartsWith("--", StringComparison.Ordinal) ? option[2..].Replace('-', '_') : "";
        return ConfigKey.All.Contains(key) || _connectorOptions.Contains(key) ? key : throw new ArgumentException($"{option} is none of its options");
    }

    private static string Value(string option, Queue<string> rest) =>
        !rest.TryDequeue(out var value) ? throw new ArgumentException($"{option} needs a value")
        : value.StartsWith("--", StringComparison.Ordinal) ? throw new ArgumentException($"{option} needs a value, and {value} is an option")
        : value;

    private static CheckTarget FromFile(string file, string? runner, string? connect)
    {
        var config = RunnerConfigFile.Read(file, runner);
        return CheckTarget.Read(config.Settings, config.Problems) with
        {
            MaxInstances = config.MaxInstances,
            UseExternalAddress = config.UseExternalAddress,
            Connect = connect,
        };
    }

    private static CheckTarget FromKeys(Dictionary<string, string> keys, string? connect)
    {
        string Given(string key) => keys.GetValueOrDefault(key, "");

        List<string> problems = [];
        if (!long.TryParse(keys.GetValueOrDefault("protocol_port", "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new ArgumentException($"--protocol-port needs a number, not {Given("protocol_port")}");
        }

        var connector = new ConnectorConfig
        {
            Os = Given("os"),
            Protocol = Given("protocol"),
            ProtocolPort = port,
            Username = Given("username"),
            Key = ReadKey(Given("key_path"), problems),
        };
        return CheckTarget.Read(new GroupSettings(ToJson(keys), connector), problems) with
        {
            UseExternalAddress = keys.ContainsKey("use_external_addr"),
            Connect = connect,
        };
    }

    private static byte[] ToJson(Dictionary<string, string> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (key, value) in keys.Where(pair => ConfigKey.All.Contains(pair.Key)))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] ReadKey(string path, List<string> problems)
    {
        try
        {
            return path.Length == 0 ? [] : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"--key-path cannot be read: {e.Message.TrimEnd('.')}; check the path, and that the user who runs this may read it");
            return [];
        }
    }
}
